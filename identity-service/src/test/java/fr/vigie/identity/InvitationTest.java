package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountInvited;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.InvitationApproved;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.platform.IdentityEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Somebody new, and the two who let them in.
@QuarkusTest
class InvitationTest extends ServiceTest {

  private static final String CHOSEN = "tabouret girafe mousson violon";

  @Inject Pool database;

  /// A new account with a link from one admin and a code from another.
  private record Invited(String account, String login, String link, String code) {}

  @Test
  void who_has_link_and_code_enrols_every_factor_and_signs_in_with_both() {
    var invited = invited();
    var browser = browser();
    var page = welcome(browser, invited);
    var secret = RecoveryTest.secret(page);

    var done = choose(browser, page, invited.code(), CHOSEN);

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(RecoveryTest.codes(done)).hasSize(10);
    assertThat(browser.cookies).doesNotContainKeys("__Host-vigie-session", "__Host-vigie-welcome");
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var other = browser();
    var form = other.follow(other.get(application().request().build().toURI().toString()));
    var code = other.follow(Application.password(other, form, invited.login(), CHOSEN));
    assertThat(
            Browser.location(
                Application.code(other, code, Person.codeOf(secret, TestClock.NOW.instant()))))
        .startsWith(base() + "/authorize/resume");
    assertThat(eventsOf(invited.account()))
        .hasAtLeastOneElementOfType(AccountInvited.class)
        .hasAtLeastOneElementOfType(InvitationApproved.class)
        .filteredOn(FactorAdded.class::isInstance)
        .extracting(event -> ((FactorAdded) event).factor())
        .containsExactly("pwd", "otp", "recovery");
    assertThat(browser().get("/welcome?link=" + invited.link()).statusCode()).isEqualTo(303);
    assertThat(welcome(browser(), invited).statusCode()).isEqualTo(400);
  }

  /// ATTACKS 13: one admin alone lets nobody in.
  @Test
  void the_admin_who_invites_does_not_approve_and_a_link_alone_enrols_nothing() {
    var first = admin();
    var made = new JsonObject(make(first, name()).body());
    var account = made.getString("account");
    var link = made.getString("link").substring((base() + "/welcome?link=").length());
    var invited = new Invited(account, "", link, "0000-0000");
    var browser = browser();
    var page = welcome(browser, invited);

    assertThat(send(first, "/" + account + "/approval", "").statusCode()).isEqualTo(403);
    assertThat(choose(browser, page, "0000-0000", CHOSEN).statusCode()).isEqualTo(403);
    assertThat(eventsOf(account)).noneMatch(FactorAdded.class::isInstance);
  }

  @Test
  void a_weak_password_costs_no_try_and_the_sixth_code_is_not_looked_at() {
    var invited = invited();
    var browser = browser();
    var page = welcome(browser, invited);
    for (var i = 0; i < 3; i++) {
      assertThat(choose(browser, page, invited.code(), "motdepasse2026!").statusCode())
          .isEqualTo(422);
    }
    for (var i = 0; i < 5; i++) {
      assertThat(choose(browser, page, "0000-0000", CHOSEN).statusCode()).isEqualTo(403);
    }

    assertThat(choose(browser, page, invited.code(), CHOSEN).statusCode()).isEqualTo(403);
    assertThat(refusalsOf(invited.account())).contains("wrong-code");
    assertThat(eventsOf(invited.account())).noneMatch(FactorAdded.class::isInstance);
  }

  /// R16: an invitation is no way to replace a factor.
  @Test
  void an_account_with_a_factor_is_not_invited() {
    var alice = anAdvisor("alice");

    assertThat(send(admin(), "/" + alice.account(), "").statusCode()).isEqualTo(409);
  }

  /// Killed between the login and the account: the admin tries again.
  @Test
  void an_account_whose_making_was_interrupted_is_made_by_whoever_comes_again() {
    var login = name();
    interrupted(login);

    var made = make(admin(), login);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(eventsOf(new JsonObject(made.body()).getString("account")))
        .hasAtLeastOneElementOfType(IdentityEvent.AccountCreated.class);
    assertThat(make(admin(), login).statusCode()).isEqualTo(409);
  }

  private void interrupted(String login) {
    database
        .preparedQuery("insert into login (account, login, display_name) values ($1, $2, 'x')")
        .execute(Tuple.of(UUID.randomUUID(), login))
        .await()
        .indefinitely();
  }

  /// R16. Killed after the factors, before the invitation was taken away; or somebody put it back.
  @Test
  void an_invitation_that_has_served_replaces_no_factor_even_where_it_is_still_there() {
    var invited = invited();
    var browser = browser();
    var page = welcome(browser, invited);
    var rows =
        database
            .preparedQuery("select * from invitation where account = $1")
            .execute(Tuple.of(UUID.fromString(invited.account())))
            .await()
            .indefinitely();
    assertThat(choose(browser, page, invited.code(), CHOSEN).statusCode()).isEqualTo(200);
    var row = rows.iterator().next();

    database
        .preparedQuery(
            """
            insert into invitation (account, link, code, invited_by, expires_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                row.getUUID("account"),
                row.getBuffer("link").getDelegate(),
                row.getString("code"),
                row.getString("invited_by"),
                row.getOffsetDateTime("expires_at")))
        .await()
        .indefinitely();

    var again = browser();
    again.cookies.put("__Host-vigie-welcome", invited.link());
    assertThat(again.get("/welcome").statusCode()).isEqualTo(400);
    assertThat(choose(again, page, invited.code(), "another " + CHOSEN).statusCode())
        .isNotEqualTo(200);
  }

  @Test
  void a_link_is_out_of_date_after_a_day() {
    var invited = invited();
    TestClock.NOW.advance(Duration.ofHours(24));

    assertThat(welcome(browser(), invited).statusCode()).isEqualTo(400);
  }

  private Invited invited() {
    var login = name();
    var made = new JsonObject(make(admin(), login).body());
    var account = made.getString("account");
    var approved = send(admin(), "/" + account + "/approval", "");
    return new Invited(
        account,
        login,
        made.getString("link").substring((base() + "/welcome?link=").length()),
        new JsonObject(approved.body()).getString("code"));
  }

  private static String name() {
    return "new-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private HttpResponse<String> make(String admin, String login) {
    return send(
        admin,
        "",
        "{\"login\":\"%s\",\"displayName\":\"Camille\",\"organisation\":\"FT\",\"agency\":\"FT-01\"}"
            .formatted(login));
  }

  private HttpResponse<String> send(String admin, String path, String json) {
    return browser()
        .ask("POST", "/admin/v1/invitations" + path, json, "Authorization", "Bearer " + admin);
  }

  private HttpResponse<String> welcome(Browser browser, Invited invited) {
    return browser.follow(browser.get("/welcome?link=" + invited.link()));
  }

  private static HttpResponse<String> choose(
      Browser browser, HttpResponse<String> page, String code, String password) {
    var form = Browser.fields(page);
    form.put("code", code);
    form.put("password", password);
    form.put("again", password);
    form.put("shown", Person.codeOf(RecoveryTest.secret(page), TestClock.NOW.instant()));
    return browser.post("/welcome", form);
  }

  private List<Object> eventsOf(String account) {
    return store
        .read(
            Boundary.of(
                IdentityEvents.account(account),
                IdentityEvent.AccountCreated.class,
                AccountInvited.class,
                InvitationApproved.class,
                FactorAdded.class))
        .toCompletableFuture()
        .join()
        .stream()
        .<Object>map(stored -> stored.payload())
        .toList();
  }

  /// The access token of a new admin.
  private String admin() {
    var person = aPerson("admin", "account-admin");
    var application = application();
    var redirect = Officer.enrolled(base(), person).signIn(browser(), application);
    return Application.tokens(application.change(application.codeOf(redirect)))
        .getTokens()
        .getAccessToken()
        .getValue();
  }
}
