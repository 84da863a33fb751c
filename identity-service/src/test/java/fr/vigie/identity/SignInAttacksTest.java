package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.password.Passwords;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

  /// R4; 8.
  @Test
  void unknown_wrong_and_locked_look_the_same() {
    var alice = anAdvisor("alice");
    var bob = anAdvisor("bob");
    FakeLockout.lock(bob.accountKey());
    var nobody = Person.named("nobody");
    var browser = browser();
    var page = application().page(browser);

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

  /// 2: too late is too late, and what was opened before stays open.
  @Test
  void the_right_password_after_five_wrong_ones_is_not_looked_at_and_ends_nothing() {
    var alice = anAdvisor("alice");
    var atWork = browser();
    application().signIn(atWork, alice);
    var browser = browser();
    var page = application().page(browser);
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
    var codePage = application().codePage(browser, alice);
    for (var i = 0; i < 3; i++) {
      Application.code(browser, codePage, "00000" + i);
    }

    assertThat(Outbox.to(alice.login() + "@mail.example")).isEmpty();
    assertThat(Outbox.to(alice.login() + "@elsewhere.example")).isEmpty();
  }

  /// 9.
  @Test
  void of_parallel_uses_of_one_code_exactly_one_succeeds() {
    var alice = anAdvisor("alice");
    var browsers = new ArrayList<Browser>();
    var pages = new ArrayList<HttpResponse<String>>();
    for (var i = 0; i < 4; i++) {
      browsers.add(browser());
      pages.add(application().codePage(browsers.get(i), alice));
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
            application().codePage(browser, alice),
            alice.code(TestClock.NOW.instant().minus(Duration.ofSeconds(30))));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  /// Law 4.
  @Test
  void a_password_alone_never_gives_a_session() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().codePage(browser, alice);

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
    application().page(browser);

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
    var page = application().codePage(browser, alice);
    for (var i = 0; i < 5; i++) {
      Application.code(browser, page, "000000");
    }

    var right = Application.code(browser, page, alice.code(TestClock.NOW.instant()));
    var password =
        Application.password(browser, application().page(browser), alice.login(), Person.PASSWORD);

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
    var page = application().page(browser);
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
    var page = application().codePage(browser, alice);
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
    var page = application().codePage(browser, alice);
    FakeLockout.is(FakeLockout.Mood.DEAF);

    var answer = Application.code(browser, page, alice.code(TestClock.NOW.instant()));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }
}
