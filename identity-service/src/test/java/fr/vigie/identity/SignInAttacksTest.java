package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.password.Passwords;
import fr.vigie.testkit.AnnouncedBody;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Numbers are those of the list of attacks.
@QuarkusTest
class SignInAttacksTest extends ServiceTest {

  @Inject Passwords passwords;

  private HttpResponse<String> page(Browser browser) {
    return browser.follow(browser.get(application().request().build().toURI().toString()));
  }

  private HttpResponse<String> codePage(Browser browser, Person person) {
    return browser.follow(
        Application.password(browser, page(browser), person.login(), Person.PASSWORD));
  }

  /// R4; 8.
  @Test
  void unknown_wrong_and_locked_look_the_same() {
    var alice = anAdvisor("alice");
    var bob = anAdvisor("bob");
    FakeLockout.lock(bob.accountKey());
    var nobody = Person.named("nobody");
    var browser = browser();
    var page = page(browser);

    var wrong = Application.password(browser, page, alice.login(), "wrong horse battery");
    var locked = Application.password(browser, page, bob.login(), Person.PASSWORD);
    var unknown = Application.password(browser, page, nobody.login(), Person.PASSWORD);

    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(locked.statusCode()).isEqualTo(403);
    assertThat(unknown.statusCode()).isEqualTo(403);
    assertThat(without(bob, locked)).isEqualTo(without(alice, wrong));
    assertThat(without(nobody, unknown)).isEqualTo(without(alice, wrong));
    assertThat(names(locked)).isEqualTo(names(wrong));
    assertThat(names(unknown)).isEqualTo(names(wrong));
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SignInFailed(alice.accountKey(), "pwd", "wrong-secret"));
    assertThat(eventsOf(bob))
        .last()
        .isEqualTo(new SignInFailed(bob.accountKey(), "pwd", "refused"));
    assertThat(eventsOf(nobody))
        .containsExactly(new SignInFailed(nobody.accountKey(), "pwd", "unknown-account"));
  }

  private static String without(Person person, HttpResponse<String> answer) {
    return answer
        .body()
        .replace(person.login(), "LOGIN")
        .replaceAll("data-options=\"[^\"]*\"", "CHALLENGE");
  }

  private static Object names(HttpResponse<String> answer) {
    return answer.headers().map().keySet();
  }

  /// 1.
  @Test
  void of_60_parallel_wrong_passwords_5_are_hashed() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser);
    var before = passwords.computed();

    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 60; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> Application.password(browser, page, alice.login(), "wrong horse battery"),
                threads));
      }
    }

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(403));
    assertThat(passwords.computed() - before).isEqualTo(5);
    assertThat(eventsOf(alice).stream().filter(SignInFailed.class::isInstance)).hasSize(60);
  }

  /// 2: too late is too late, and what was opened before stays open.
  @Test
  void the_right_password_after_five_wrong_ones_is_not_looked_at_and_ends_nothing() {
    var alice = anAdvisor("alice");
    var atWork = browser();
    application().signIn(atWork, alice);
    var browser = browser();
    var page = page(browser);
    for (var i = 0; i < 5; i++) {
      Application.password(browser, page, alice.login(), "wrong horse battery " + i);
    }
    var before = passwords.computed();

    var late = Application.password(browser, page, alice.login(), Person.PASSWORD);

    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(passwords.computed()).isEqualTo(before);
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SignInFailed(alice.accountKey(), "pwd", "refused"));
    assertThat(atWork.get("/account").statusCode()).isEqualTo(200);
  }

  /// 11: whatever strangers try, nothing is sent to the person, who could be worn down by it.
  @Test
  void no_attempt_sends_anybody_anything() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var codePage = codePage(browser, alice);
    for (var i = 0; i < 3; i++) {
      Application.code(browser, codePage, "00000" + i);
    }

    assertThat(Outbox.to(alice.login() + "@mail.example")).isEmpty();
    assertThat(Outbox.to(alice.login() + "@elsewhere.example")).isEmpty();
  }

  /// 3.
  @Test
  void of_20_right_passwords_at_once_all_go_on() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser);

    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 20; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> Application.password(browser, page, alice.login(), Person.PASSWORD),
                threads));
      }
    }

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(303));
  }

  /// 7: the queue's bound, not the hasher, says no.
  @Test
  void a_full_queue_answers_429_and_uses_no_guess_up() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser);
    var turns = new ArrayList<fr.vigie.identity.password.Turn>();
    for (var turn = passwords.take(); turn.isPresent(); turn = passwords.take()) {
      turns.add(turn.get());
    }

    var answer = Application.password(browser, page, alice.login(), Person.PASSWORD);
    turns.forEach(fr.vigie.identity.password.Turn::over);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(FakeLockout.told(alice.accountKey())).isEmpty();
  }

  /// 9.
  @Test
  void of_parallel_uses_of_one_code_exactly_one_succeeds() {
    var alice = anAdvisor("alice");
    var browsers = new ArrayList<Browser>();
    var pages = new ArrayList<HttpResponse<String>>();
    for (var i = 0; i < 4; i++) {
      browsers.add(browser());
      pages.add(codePage(browsers.get(i), alice));
    }
    var code = alice.code(TestClock.NOW.instant());

    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 4; i++) {
        var browser = browsers.get(i);
        var page = pages.get(i);
        answers.add(
            CompletableFuture.supplyAsync(() -> Application.code(browser, page, code), threads));
      }
    }

    assertThat(answers.stream().filter(a -> a.join().statusCode() == 303)).hasSize(1);
    assertThat(eventsOf(alice).stream().filter(SignedIn.class::isInstance)).hasSize(1);
  }

  @Test
  void a_code_of_an_earlier_step_is_worth_nothing_once_a_later_was_used() {
    var alice = anAdvisor("alice");
    application().signIn(browser(), alice);
    var browser = browser();

    var answer =
        Application.code(
            browser,
            codePage(browser, alice),
            alice.code(TestClock.NOW.instant().minus(Duration.ofSeconds(30))));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  /// Law 4.
  @Test
  void a_password_alone_never_gives_a_session() {
    var alice = anAdvisor("alice");
    var browser = browser();
    codePage(browser, alice);

    var authorize = browser.get(application().request().build().toURI().toString());
    var silent =
        browser.get(
            application()
                .request()
                .prompt(new com.nimbusds.openid.connect.sdk.Prompt("none"))
                .build()
                .toURI()
                .toString());

    assertThat(Browser.location(authorize)).startsWith(base() + "/sign-in?request=");
    assertThat(Browser.location(silent)).contains("error=login_required");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    // What the password gave opens nothing where a session is asked for.
    browser.cookies.put("__Host-vigie-session", browser.cookies.get("__Host-vigie-journey"));
    assertThat(Browser.location(browser.get(application().request().build().toURI().toString())))
        .startsWith(base() + "/sign-in?request=");
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void a_code_alone_never_gives_a_session() {
    var alice = anAdvisor("alice");
    var browser = browser();
    page(browser);

    var answer = browser.post("/sign-in/code", Map.of("code", alice.code(TestClock.NOW.instant())));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// 10: guesses at the code count like those at the password, and a fresh journey brings no new
  /// ones.
  @Test
  void wrong_codes_use_up_the_same_guesses() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = codePage(browser, alice);
    for (var i = 0; i < 5; i++) {
      Application.code(browser, page, "000000");
    }

    var right = Application.code(browser, page, alice.code(TestClock.NOW.instant()));
    var password = Application.password(browser, page(browser), alice.login(), Person.PASSWORD);

    assertThat(right.statusCode()).isEqualTo(403);
    assertThat(password.statusCode()).isEqualTo(403);
    assertThat(eventsOf(alice))
        .contains(new SignInFailed(alice.accountKey(), "otp", "refused"))
        .noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void lockout_service_away_nobody_signs_in_and_nothing_is_hashed() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser);
    var before = passwords.computed();
    FakeLockout.is(FakeLockout.Mood.AWAY);

    var answer = Application.password(browser, page, alice.login(), Person.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Connexion indisponible");
    assertThat(passwords.computed()).isEqualTo(before);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-journey");
    assertThat(eventsOf(alice))
        .last()
        .isEqualTo(new SignInFailed(alice.accountKey(), "pwd", "unavailable"));
  }

  @Test
  void lockout_service_away_no_code_lets_anybody_in_and_it_is_said() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = codePage(browser, alice);
    FakeLockout.is(FakeLockout.Mood.AWAY);

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Connexion indisponible");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void an_outcome_that_is_not_heard_grants_nothing() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = codePage(browser, alice);
    FakeLockout.is(FakeLockout.Mood.DEAF);

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }

  /// 18.
  @Test
  void a_planted_session_cookie_is_not_taken_on() {
    var alice = anAdvisor("alice");
    var browser = browser();
    browser.cookies.put("__Host-vigie-session", "planted");
    browser.cookies.put("__Host-vigie-visit", "planted");

    application().signIn(browser, alice);

    assertThat(browser.cookies.get("__Host-vigie-session")).isNotEqualTo("planted");
    var thief = browser();
    thief.cookies.put("__Host-vigie-session", "planted");
    assertThat(Browser.location(thief.get(application().request().build().toURI().toString())))
        .startsWith(base() + "/sign-in");
  }

  /// 19.
  @Test
  void a_form_from_elsewhere_is_not_taken() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = page(browser);
    var form = Browser.fields(page);
    form.put("login", alice.login());
    form.put("password", Person.PASSWORD);
    var without = new java.util.HashMap<>(form);
    without.remove("csrf");
    var otherBrowser = browser();
    page(otherBrowser);

    assertThat(browser.post("/sign-in", without).statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", "http://evil.example").statusCode())
        .isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", "null").statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(400);
    assertThat(otherBrowser.post("/sign-in", form).statusCode()).isEqualTo(400);
    assertThat(browser.post("/sign-in", form, "Origin", base()).statusCode()).isEqualTo(303);
    assertThat(FakeLockout.told(alice.accountKey())).hasSize(1);
    assertThat(refusalsOf("unknown")).contains("form-from-elsewhere", "form-of-another-browser");
  }

  @Test
  void bad_forms_get_a_page_and_use_no_guess_up() {
    var browser = browser();
    var page = page(browser);
    var fields = Browser.encode(Browser.fields(page));

    for (var body :
        new String[] {
          "",
          "%",
          "login=a&password=b",
          fields,
          fields + "&login=&password=",
          fields + "&login=a",
          fields + "&login=a&login=b&password=c",
          fields + "&login=a%00b&password=c",
          fields + "&login=" + "a".repeat(201) + "&password=c",
          fields + "&login=a&password=" + "b".repeat(2_049),
          fields + "&request=other&login=a&password=c"
        }) {
      var answer = browser.postRaw("/sign-in", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
    }
    assertThat(browser.postAs("text/plain", "/sign-in", "x").statusCode()).isEqualTo(415);
    assertThat(
            AnnouncedBody.status(
                URI.create(base() + "/sign-in"), "application/x-www-form-urlencoded", 1_200_000))
        .isEqualTo(413);
    assertThat(browser.get("/sign-in").statusCode()).isEqualTo(400);
    assertThat(browser.get("/sign-in?request=unknown").statusCode()).isEqualTo(400);
    assertThat(browser.get("/sign-in/code").statusCode()).isEqualTo(400);
    assertThat(browser.get("/authorize/resume?request=unknown").statusCode()).isEqualTo(400);
  }

  @Test
  void a_journey_is_over_after_five_minutes() {
    var alice = anAdvisor("alice");
    var browser = browser();
    var page = codePage(browser, alice);
    TestClock.NOW.advance(Duration.ofMinutes(5));

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));

    assertThat(answer.statusCode()).isEqualTo(400);
  }
}
