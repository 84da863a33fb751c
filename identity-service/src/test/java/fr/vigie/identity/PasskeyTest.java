package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Passkeys, with an authenticator that can lie.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyTest extends ServiceTest {

  @Inject Pool database;

  @Test
  void a_passkey_alone_leads_to_tokens_that_say_so() throws Exception {
    var alice = anAdvisor("alice");
    var passkey = added(alice);
    var application = application();

    var redirect = signIn(browser(), application, passkey);

    var tokens =
        Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
    var claims = SignedJWT.parse(tokens.getAccessToken().getValue()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(alice.account().toString());
    assertThat(claims.getStringListClaim("amr")).containsExactly("hwk", "user", "mfa");
    assertThat(claims.getStringClaim("acr")).isEqualTo("urn:vigie:acr:two-factor");
    assertThat(FakeLockout.told(alice.accountKey()).getLast())
        .isEqualTo(new FakeLockout.Outcome(alice.accountKey(), "succeeded", true));
    assertThat(eventsOf(alice)).last().isInstanceOf(SignedIn.class);
  }

  @Test
  void a_passkey_that_devices_share_says_so() throws Exception {
    var alice = anAdvisor("alice");
    var passkey = soft();
    passkey.flags |= SoftPasskey.BACKUP_ELIGIBLE | SoftPasskey.BACKED_UP;
    add(alice, passkey);
    var application = application();

    var redirect = signIn(browser(), application, passkey);

    var tokens =
        Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
    assertThat(
            SignedJWT.parse(tokens.getAccessToken().getValue())
                .getJWTClaimsSet()
                .getStringListClaim("amr"))
        .containsExactly("swk", "user", "mfa");
  }

  static List<Arguments> lies() {
    return List.of(
        lie("wrong-origin", passkey -> passkey.origin = "https://vigie.example"),
        lie("wrong-origin", passkey -> passkey.framed = true),
        lie("wrong-relying-party", passkey -> passkey.relyingParty = "vigie.example"),
        lie("user-not-verified", passkey -> passkey.flags = SoftPasskey.PRESENT),
        lie("user-not-verified", passkey -> passkey.flags = SoftPasskey.VERIFIED),
        lie("cloned-counter", passkey -> passkey.counter = 1),
        lie("backup-flags", passkey -> passkey.flags |= SoftPasskey.BACKUP_ELIGIBLE));
  }

  private static Arguments lie(String reason, Consumer<SoftPasskey> how) {
    return Arguments.of(reason, how);
  }

  /// ATTACKS 12.
  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void a_lying_passkey_is_refused_with_a_reason_of_its_own(
      String reason, Consumer<SoftPasskey> how) {
    var alice = anAdvisor("alice");
    var passkey = soft();
    passkey.counter = 1;
    add(alice, passkey);
    passkey.counter = 2;
    how.accept(passkey);

    var refused = show(browser(), application(), passkey);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Clé d’accès non reconnue").doesNotContain(reason);
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SignInFailed(alice.accountKey(), "passkey", reason));
  }

  /// ATTACKS 12: the same answer again, to the same page and to another.
  @Test
  void what_a_passkey_said_is_good_once_and_for_one_browser() {
    var alice = anAdvisor("alice");
    var passkey = added(alice);
    var browser = browser();
    var page = page(browser, application());
    var form = Browser.fields(page);
    form.put("credential", passkey.show(options(page)));
    var thief = browser();
    var thiefs = Browser.fields(page(thief, application()));
    thiefs.put("credential", form.get("credential"));

    var stolen = thief.post("/sign-in", thiefs);
    var first = browser.post("/sign-in", form);
    var second = browser.post("/sign-in", form);

    assertThat(List.of(stolen.statusCode(), first.statusCode(), second.statusCode()))
        .containsExactly(403, 303, 403);
    assertThat(
            eventsOf(alice).stream()
                .filter(new SignInFailed(alice.accountKey(), "passkey", "challenge")::equals))
        .hasSize(2);
  }

  @Test
  void a_challenge_is_out_of_date_after_five_minutes() {
    var alice = anAdvisor("alice");
    var passkey = added(alice);
    var browser = browser();
    var page = page(browser, application());
    TestClock.NOW.advance(Duration.ofMinutes(5));
    var form = Browser.fields(page);
    form.put("credential", passkey.show(options(page)));

    assertThat(browser.post("/sign-in", form).statusCode()).isEqualTo(403);
  }

  @Test
  void an_unknown_passkey_is_refused_like_a_wrong_one() {
    var alice = anAdvisor("alice");
    var passkey = soft();
    passkey.make(options(accountPage(alice, browser())));

    var refused = show(browser(), application(), passkey);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Clé d’accès non reconnue");
  }

  /// A superuser of the database writes a passkey of his own beside Alice's.
  @Test
  void a_passkey_written_into_the_table_by_hand_opens_nothing() {
    var alice = anAdvisor("alice");
    var oscar = anAdvisor("oscar");
    var oscars = added(oscar);
    database
        .preparedQuery("update passkey set account = $1 where account = $2")
        .executeAndAwait(Tuple.of(alice.account(), oscar.account()));

    var refused = show(browser(), application(), oscars);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void no_sign_in_by_passkey_where_lockout_service_is_away() {
    var alice = anAdvisor("alice");
    var passkey = added(alice);
    FakeLockout.is(FakeLockout.Mood.AWAY);

    var away = show(browser(), application(), passkey);

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("Connexion indisponible");
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SignInFailed(alice.accountKey(), "passkey", "unavailable"));
  }

  @Test
  void what_is_no_passkey_at_all_is_refused_without_a_fault() {
    for (var nonsense :
        List.of("{}", "[]", "x", "{\"id\":\"AA\"}", "\"\"", "{\"id\":1,\"response\":[]}")) {
      var browser = browser();
      var form = Browser.fields(page(browser, application()));
      form.put("credential", nonsense);

      assertThat(browser.post("/sign-in", form).statusCode()).as(nonsense).isEqualTo(403);
    }
  }

  /// R12: an officer gets a passkey before anything else, and then nothing less will do.
  @Test
  void an_officer_enrols_a_passkey_before_anything_else() {
    var oscar = aPerson("oscar", "security-officer");
    var browser = browser();
    var page = page(browser, application());
    var codePage =
        browser.follow(Application.password(browser, page, oscar.login(), Person.PASSWORD));
    var code = Application.code(browser, codePage, oscar.code(TestClock.NOW.instant()));
    var enrol = browser.follow(code);
    var passkey = soft();
    var form = Browser.fields(enrol);
    form.put("credential", passkey.make(options(enrol)));

    var enrolled = browser.post("/sign-in/passkey", form);

    assertThat(Browser.location(code)).isEqualTo(base() + "/sign-in/passkey");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(oscar)).noneMatch(SignedIn.class::isInstance);
    var asked = browser.follow(enrolled);
    assertThat(asked.body()).contains("Votre clé d’accès est enregistrée");
    var shown = Browser.fields(asked);
    passkey.counter++;
    shown.put("credential", passkey.show(options(asked)));
    assertThat(Browser.location(browser.post("/sign-in", shown)))
        .startsWith(base() + "/authorize/resume");
  }

  @Test
  void an_officer_with_a_passkey_is_not_let_in_with_less() {
    var oscar = aPerson("oscar", "auditor");
    enrolAtSignIn(oscar);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var browser = browser();
    var page = page(browser, application());
    var codePage =
        browser.follow(Application.password(browser, page, oscar.login(), Person.PASSWORD));

    var done = Application.code(browser, codePage, oscar.code(TestClock.NOW.instant()));

    assertThat(Browser.location(done)).startsWith(base() + "/sign-in?passkey=required");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(oscar)).noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void the_code_page_leads_to_a_passkey_where_that_is_ticked() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser, application());
    var codePage =
        browser.follow(Application.password(browser, page, alice.login(), Person.PASSWORD));
    var form = Browser.fields(codePage);
    form.put("code", alice.code(TestClock.NOW.instant()));
    form.put("enrol", "on");

    var account = browser.follow(browser.post("/sign-in/code", form));

    assertThat(account.statusCode()).isEqualTo(200);
    assertThat(account.body()).contains("/authorize/resume?request=");
  }

  @Test
  void an_old_session_has_to_sign_in_again_to_add_a_passkey() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var account = accountPage(alice, browser);
    TestClock.NOW.advance(Duration.ofMinutes(5));
    var form = Browser.fields(account);
    form.put("credential", soft().make(options(account)));

    var refused = browser.post("/account/passkeys", form);

    assertThat(Browser.location(refused)).startsWith(base() + "/sign-in?request=");
    assertThat(eventsOf(alice)).noneMatch(FactorAdded.class::isInstance);
  }

  @Test
  void a_passkey_taken_away_opens_nothing() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var passkey = soft();
    var account = add(alice, passkey, browser);
    var reference =
        database
            .preparedQuery("select reference from passkey where account = $1")
            .executeAndAwait(Tuple.of(alice.account()))
            .iterator()
            .next()
            .getUUID("reference");
    var form = Browser.fields(account);
    form.put("reference", reference.toString());

    var removed = browser.post("/account/passkeys/remove", form);

    assertThat(removed.statusCode()).isEqualTo(303);
    assertThat(show(browser(), application(), passkey).statusCode()).isEqualTo(403);
  }

  @Test
  void the_page_of_ones_factors_is_nobody_elses() {
    var alice = anAdvisor("alice");
    var oscar = anAdvisor("oscar");
    added(alice);
    var reference =
        database
            .preparedQuery("select reference from passkey where account = $1")
            .executeAndAwait(Tuple.of(alice.account()))
            .iterator()
            .next()
            .getUUID("reference");
    var browser = browser();
    var form = Browser.fields(accountPage(oscar, browser));
    form.put("reference", reference.toString());

    browser.post("/account/passkeys/remove", form);

    assertThat(browser().get("/account").statusCode()).isEqualTo(303);
    assertThat(passkeysOf(alice.account())).isEqualTo(1);
  }

  private int passkeysOf(UUID account) {
    return database
        .preparedQuery("select from passkey where account = $1")
        .executeAndAwait(Tuple.of(account))
        .size();
  }

  private SoftPasskey soft() {
    return new SoftPasskey(base(), "localhost");
  }

  private SoftPasskey added(Person person) {
    var passkey = soft();
    add(person, passkey);
    passkey.counter++;
    return passkey;
  }

  private void add(Person person, SoftPasskey passkey) {
    add(person, passkey, browser());
  }

  private HttpResponse<String> add(Person person, SoftPasskey passkey, Browser browser) {
    var account = accountPage(person, browser);
    var form = Browser.fields(account);
    form.put("credential", passkey.make(options(account)));
    var done = browser.follow(browser.post("/account/passkeys", form));
    if (done.statusCode() != 200) {
      throw new AssertionError(done.body());
    }
    return done;
  }

  private void enrolAtSignIn(Person person) {
    var browser = browser();
    var page = page(browser, application());
    var codePage =
        browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    var enrol =
        browser.follow(Application.code(browser, codePage, person.code(TestClock.NOW.instant())));
    var form = Browser.fields(enrol);
    form.put("credential", soft().make(options(enrol)));
    browser.post("/sign-in/passkey", form);
  }

  /// The page of one's own factors, signed in for it.
  private HttpResponse<String> accountPage(Person person, Browser browser) {
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var page = browser.follow(browser.get("/account"));
    var codePage =
        browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    return browser.follow(
        Application.code(browser, codePage, person.code(TestClock.NOW.instant())));
  }

  private static HttpResponse<String> page(Browser browser, Application application) {
    return browser.follow(browser.get(application.request().build().toURI().toString()));
  }

  private static HttpResponse<String> show(
      Browser browser, Application application, SoftPasskey passkey) {
    var page = page(browser, application);
    var form = Browser.fields(page);
    form.put("credential", passkey.show(options(page)));
    return browser.post("/sign-in", form);
  }

  private static HttpResponse<String> signIn(
      Browser browser, Application application, SoftPasskey passkey) {
    return browser.follow(show(browser, application, passkey));
  }

  /// What a page tells the browser's script.
  static String options(HttpResponse<String> page) {
    var body = page.body();
    var start = body.indexOf("data-options=\"");
    if (start < 0) {
      throw new AssertionError("no passkey asked for: " + page.statusCode() + body);
    }
    return body.substring(start + 14, body.indexOf('"', start + 14)).replace("&quot;", "\"");
  }
}
