package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.lifecycle.Lifecycles;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Trail;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts from their beginning to their end, over the admins' API.
@QuarkusTest
class LifecycleTest extends ServiceTest {

  @Inject Lifecycles lifecycles;
  @Inject Pool database;

  private static final String ROLES = "{\"roles\":[\"manager\"]}";
  private static final String YES = "{\"approved\":true}";

  /// R33; law 7.
  @Test
  void whoever_has_left_is_off_at_once_and_does_not_come_in_again() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var application = application();
    var tokens =
        Application.tokens(
            application.change(application.codeOf(application.signIn(browser, alice))));
    var admin = admin();

    var closed = admin.send("PUT", "/accounts/" + alice.account() + "/closure", "");

    assertThat(closed.statusCode()).as(closed.body()).isEqualTo(204);
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(Application.error(application.refresh(tokens.getTokens().getRefreshToken())))
        .isEqualTo("invalid_grant");
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var other = browser();
    var page = other.follow(other.get(application().request().build().toURI().toString()));
    var code = other.follow(Application.password(other, page, alice.login(), Person.PASSWORD));
    var refused = Application.code(other, code, alice.code(TestClock.NOW.instant()));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Ce compte est fermé");
    assertThat(eventsOf(alice).stream().filter(SignedIn.class::isInstance)).hasSize(1);
    assertThat(livesOf(alice)).last().isEqualTo(new AccountClosed(id(alice), "left"));
  }

  @Test
  void roles_take_two_admins_and_end_the_sessions_there_are() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var first = admin();
    var asked = first.send("POST", "/accounts/" + alice.account() + "/role-requests", ROLES);
    var request = new JsonObject(asked.body()).getString("request");
    var decision = "/accounts/" + alice.account() + "/role-requests/" + request + "/decision";
    var second = admin();

    assertThat(asked.statusCode()).isEqualTo(201);
    await()
        .untilAsserted(
            () -> assertThat(second.send("GET", "/role-requests", "").body()).contains(request));
    assertThat(first.send("PUT", decision, YES).statusCode()).isEqualTo(403);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(second.send("PUT", decision, YES).statusCode()).isEqualTo(204);
    assertThat(second.send("PUT", decision, YES).statusCode()).isEqualTo(404);
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(eventsOf(alice))
        .anyMatch(
            event -> event instanceof SessionEnded ended && ended.cause().equals("roles-changed"));
    assertThat(livesOf(alice))
        .last()
        .isEqualTo(new RolesGranted(id(alice), request, List.of("manager")));
  }

  /// The process that took a role away died before it ended the sessions.
  @Test
  void sessions_that_a_dying_process_left_open_end_too() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    store
        .append(
            Trail.ofTheService().attributes(),
            List.of(new IdentityEvent.RolesWithdrawn(id(alice), List.of("advisor"))))
        .toCompletableFuture()
        .join();

    await()
        .untilAsserted(() -> {
          lifecycles.endLeftOpen(Trail.ofTheService()).await().indefinitely();
          assertThat(browser.get("/account").statusCode()).isEqualTo(303);
        });

    assertThat(eventsOf(alice))
        .anyMatch(
            event -> event instanceof SessionEnded ended && ended.cause().equals("roles-changed"));
  }

  @Test
  void nobody_but_an_admin_with_fresh_factors_changes_anything() throws Exception {
    var alice = anAdvisor("alice");
    var application = application();
    var token =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser(), alice))))
            .getTokens()
            .getAccessToken()
            .getValue();
    var admin = admin();
    var path = "/accounts/" + alice.account() + "/closure";

    for (var list : List.of("/accounts", "/review", "/role-requests")) {
      assertThat(new Admin(token).send("GET", list, "").statusCode()).as(list).isEqualTo(403);
    }
    assertThat(new Admin(token).send("PUT", path, "").statusCode()).isEqualTo(403);
    assertThat(new Admin("x.y.z").send("PUT", path, "").statusCode()).isEqualTo(401);
    assertThat(browser().get("/admin/v1/accounts").statusCode()).isEqualTo(401);
    TestClock.NOW.advance(Duration.ofMinutes(5).plusSeconds(1));
    // The token is over by now; a stale sign-in with a fresh token is refused in the same way as
    // everywhere (RFC 9470), see StepUpTest.
    assertThat(admin.send("PUT", path, "").statusCode()).isEqualTo(401);
    assertThat(livesOf(alice)).hasSize(1);
  }

  /// R56.
  @Test
  void an_admin_of_a_cap_emploi_looks_after_its_own_accounts_only() {
    var alice = anAdvisor("alice");
    var theirs = admin("CE-01");

    assertThat(theirs.send("PUT", "/accounts/" + alice.account() + "/closure", "").statusCode())
        .isEqualTo(404);
    assertThat(theirs.send("PUT", "/accounts/" + UUID.randomUUID() + "/closure", "").statusCode())
        .isEqualTo(404);
    assertThat(theirs.send("GET", "/accounts", "").body())
        .doesNotContain(alice.account().toString());
  }

  @Test
  void the_list_and_the_yearly_review_show_what_the_events_say() {
    var alice = anAdvisor("alice");
    var admin = admin();
    await().untilAsserted(() -> assertThat(everything(admin)).contains(alice.account().toString()));
    back("reviewed_at", Duration.ofDays(366), alice);
    var later = admin();

    var due = later.send("GET", "/review", "", "Accept", "text/csv");

    assertThat(due.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(due.body()).contains(alice.account() + ",\"" + alice.login() + "\"");
    assertThat(later.send("PUT", "/accounts/" + alice.account() + "/review", "").statusCode())
        .isEqualTo(204);
    await()
        .untilAsserted(() ->
            assertThat(later.send("GET", "/review", "").body())
                .doesNotContain(alice.account().toString()));
  }

  /// A year after a whole population was taken in, on one day.
  @Test
  void each_list_goes_on_page_by_page_and_the_spreadsheet_has_all_of_it() {
    var many = List.of(manyOf("CE-77", 201));

    for (var admin : List.of(admin("CE-77"), admin())) {
      assertThat(everything(admin)).doesNotHaveDuplicates().containsAll(many);
      assertThat(everything(admin, "/review", "accounts"))
          .doesNotHaveDuplicates()
          .containsAll(many);
      assertThat(everything(admin, "/role-requests", "requests"))
          .doesNotHaveDuplicates()
          .containsAll(many);
      assertThat(admin.send("GET", "/review", "", "Accept", "text/csv").body()).contains(many);
    }
    assertThat(everything(admin("CE-78"), "/review", "accounts")).doesNotContainAnyElementsOf(many);
  }

  private String[] manyOf(String organisation, int many) {
    var now = TestClock.NOW.instant().atOffset(ZoneOffset.UTC);
    return StreamSupport.stream(
            database
                .preparedQuery(
                    """
                    with made as (
                      insert into login (account, login, display_name)
                      select gen_random_uuid(), gen_random_uuid()::text, 'x'
                      from generate_series(1, $1) returning account),
                    asked as (
                      insert into role_request
                        (account, request, roles, requested_by, requested_at)
                      select account, gen_random_uuid()::text, '{manager}', 'x', $4 from made)
                    insert into account_view
                      (account, organisation, agency, roles, created_at, reviewed_at)
                    select account, $2, $2, '{advisor}', $4, $3 from made returning account
                    """)
                .executeAndAwait(Tuple.of(many, organisation, now.minusDays(366), now))
                .spliterator(),
            false)
        .map(row -> row.getUUID("account").toString())
        .toArray(String[]::new);
  }

  @AfterEach
  void the_many_are_gone() {
    database
        .query(
            """
            with gone as (delete from account_view where organisation = 'CE-77' returning account)
            delete from role_request using gone where role_request.account = gone.account
            """)
        .executeAndAwait();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "2026-01-05T09:00:00Z",
        "2026-13-05T09:00:00Z_%s",
        "%2B1000000000-12-31T23:59:59Z_%s",
        "2026-01-05T09:00:00Z_x",
        "-1_%s"
      })
  void a_cursor_that_is_none_leads_nowhere(String cursor) {
    var admin = admin();

    for (var list : List.of("/accounts", "/review", "/role-requests")) {
      var answer =
          admin.send(
              "GET", list + "?cursor=" + cursor.replace("%s", new UUID(1, 1).toString()), "");
      assertThat(answer.statusCode()).as(list).isEqualTo(400);
      assertThat(answer.body()).contains("bad-cursor");
    }
  }

  /// R33.
  @Test
  void an_account_that_nobody_signs_in_to_for_45_days_is_closed_and_no_other() {
    var alice = anAdvisor("alice");
    var oscar = anAdvisor("oscar");
    var admin = admin();
    await()
        .untilAsserted(() ->
            assertThat(everything(admin))
                .contains(alice.account().toString(), oscar.account().toString()));

    back("created_at", Duration.ofDays(46), alice);
    back("created_at", Duration.ofDays(44), oscar);

    lifecycles.closeDormant(Trail.ofTheService()).await().indefinitely();

    assertThat(livesOf(alice)).last().isEqualTo(new AccountClosed(id(alice), "dormant"));
    assertThat(livesOf(oscar)).hasSize(1);
  }

  // Turning the one clock of all tests by a year would be felt in the others.
  private void back(String column, Duration by, Person person) {
    database
        .preparedQuery(
            "update account_view set "
                + column
                + " = "
                + column
                + " - $1 * interval '1 second'"
                + " where account = $2")
        .executeAndAwait(Tuple.of((int) by.toSeconds(), person.account()));
  }

  private static List<String> everything(Admin admin) {
    return everything(admin, "/accounts", "accounts");
  }

  private static List<String> everything(Admin admin, String path, String list) {
    var all = new ArrayList<String>();
    var next = path;
    while (next != null) {
      var page = new JsonObject(admin.send("GET", next, "").body());
      page.getJsonArray(list).forEach(one -> all.add(((JsonObject) one).getString("account")));
      var cursor = page.getString("next");
      next = cursor == null ? null : path + "?cursor=" + cursor;
    }
    return all;
  }

  private static String id(Person person) {
    return person.account().toString();
  }

  private List<Object> livesOf(Person person) {
    return store
        .read(
            Boundary.of(
                IdentityEvents.account(id(person)),
                IdentityEvent.AccountCreated.class,
                IdentityEvent.AccountClosed.class,
                IdentityEvent.AccountReopened.class,
                IdentityEvent.RolesRequested.class,
                IdentityEvent.RolesGranted.class,
                IdentityEvent.RolesWithdrawn.class))
        .toCompletableFuture()
        .join()
        .stream()
        .<Object>map(stored -> stored.payload())
        .toList();
  }

  private Admin admin() {
    return admin("FT");
  }

  private Admin admin(String organisation) {
    var person = aPersonOf(organisation, "admin", "account-admin");
    var officer = Officer.enrolled(base(), person);
    var application = application();
    var redirect = officer.signIn(browser(), application);
    return new Admin(
        Application.tokens(application.change(application.codeOf(redirect)))
            .getTokens()
            .getAccessToken()
            .getValue());
  }

  /// Somebody with a token.
  private final class Admin {

    private final String token;

    Admin(String token) {
      this.token = token;
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
      var all = new ArrayList<>(List.of(headers));
      all.addAll(List.of("Authorization", "Bearer " + token));
      return browser().ask(method, "/admin/v1" + path, json, all.toArray(String[]::new));
    }
  }
}
