package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.IdentityEvent.RecoveryCodeUsed;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.recovery.RecoveryCodes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The telephone is lost: ten codes on paper. And the telephone is new: another secret.
@QuarkusTest
class RecoveryTest extends ServiceTest {

  @Inject RecoveryCodes recoveryCodes;

  private static final Pattern CODE = Pattern.compile("<code>([0-9A-Z-]{19})</code>");

  @Test
  void one_of_ten_codes_stands_in_for_the_authenticator_once() throws Exception {
    var alice = anAdvisor("alice");
    var codes = codesOf(alice);
    var application = application();
    var browser = browser();

    var done = recover(browser, application, alice, codes.getFirst());

    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(Browser.location(done)).startsWith(base() + "/account?done=recovered&request=");
    var page = browser.follow(done);
    assertThat(page.body()).contains("avec un code de secours").contains("9 sur 10");
    var resume = page.body().replaceAll("(?s).*href=\"(/authorize/resume[^\"]*)\".*", "$1");
    var redirect = browser.get(resume);
    var tokens =
        Application.tokens(application.change(application.codeOf(redirect))).getOIDCTokens();
    assertThat(
            SignedJWT.parse(tokens.getAccessToken().getValue())
                .getJWTClaimsSet()
                .getStringListClaim("amr"))
        .containsExactly("pwd", "recovery", "mfa");
    assertThat(eventsOf(alice))
        .contains(
            new RecoveryCodeUsed(alice.account().toString(), 9),
            new ProbationStarted(
                alice.account().toString(),
                "recovery-code-used",
                TestClock.NOW.instant().plus(Duration.ofHours(24))));
    assertThat(FakeLockout.asked(alice.accountKey()).getLast().getString("factor"))
        .isEqualTo("recovery");
    assertThat(recover(browser(), application(), alice, codes.getFirst()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void of_parallel_uses_of_one_code_exactly_one_succeeds() {
    var alice = anAdvisor("alice");
    var code = codesOf(alice).getLast();
    var browsers = new ArrayList<Browser>();
    var pages = new ArrayList<HttpResponse<String>>();
    for (var i = 0; i < 4; i++) {
      browsers.add(browser());
      pages.add(recoveryPage(browsers.get(i), application(), alice));
    }

    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 4; i++) {
        var browser = browsers.get(i);
        var page = pages.get(i);
        answers.add(CompletableFuture.supplyAsync(() -> send(browser, page, code), threads));
      }
    }

    assertThat(answers.stream().filter(a -> a.join().statusCode() == 303)).hasSize(1);
    assertThat(eventsOf(alice).stream().filter(RecoveryCodeUsed.class::isInstance)).hasSize(1);
  }

  @Test
  void a_new_set_voids_the_old_and_another_persons_is_worth_nothing() {
    var alice = anAdvisor("alice");
    var old = codesOf(alice);
    var fresh = codesOf(alice);
    var oscars = codesOf(anAdvisor("oscar"));

    assertThat(recover(browser(), application(), alice, old.getFirst()).statusCode())
        .isEqualTo(403);
    assertThat(recover(browser(), application(), alice, oscars.getFirst()).statusCode())
        .isEqualTo(403);
    assertThat(recover(browser(), application(), alice, fresh.getFirst()).statusCode())
        .isEqualTo(303);
  }

  /// R2; 10: guesses at recovery codes count like those at the others.
  @Test
  void wrong_recovery_codes_use_up_the_same_guesses() {
    var alice = anAdvisor("alice");
    var code = codesOf(alice).getFirst();
    var browser = browser();
    var page = recoveryPage(browser, application(), alice);
    for (var i = 0; i < 5; i++) {
      send(browser, page, "0000-0000-0000-0000");
    }

    var right = send(browser, page, code);

    assertThat(right.statusCode()).isEqualTo(403);
    assertThat(eventsOf(alice))
        .endsWith(new SignInFailed(alice.accountKey(), "recovery", "refused"));
  }

  @Test
  void no_recovery_code_lets_anybody_in_while_lockout_service_is_away() {
    var alice = anAdvisor("alice");
    var code = codesOf(alice).getFirst();
    var browser = browser();
    var page = recoveryPage(browser, application(), alice);
    FakeLockout.is(FakeLockout.Mood.AWAY);

    var away = send(browser, page, code);

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("Connexion indisponible");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    FakeLockout.is(FakeLockout.Mood.WELL);
    assertThat(recover(browser(), application(), alice, code).statusCode()).isEqualTo(303);
  }

  @Test
  void a_recovery_code_without_the_password_gives_nothing() {
    var alice = anAdvisor("alice");
    var code = codesOf(alice).getFirst();
    var browser = browser();
    browser.get(application().request().build().toURI().toString());

    var answer = browser.post("/sign-in/recovery", Map.of("code", code));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
  }

  /// R12: nor does it stand in for a passkey.
  @Test
  void a_recovery_code_does_not_let_an_officer_in_without_a_passkey() {
    var oscar = aPerson("oscar", "security-officer", "manager");
    var codes = recoveryCodes.renew(oscar.account(), Trail.ofTheService()).await().indefinitely();
    var browser = browser();

    var answer = recover(browser, application(), oscar, codes.getFirst().letters());

    assertThat(Browser.location(answer)).isEqualTo(base() + "/sign-in/passkey");
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-session");
    assertThat(eventsOf(oscar)).noneMatch(SignedIn.class::isInstance);
  }

  @Test
  void a_new_authenticator_takes_the_place_of_the_old_and_ends_other_sessions() {
    var alice = anAdvisor("alice");
    var elsewhere = browser();
    application().signIn(elsewhere, alice);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var browser = browser();
    application().signIn(browser, alice);
    var page = browser.get("/account/authenticator");
    var form = Browser.fields(page);
    form.put("code", Person.codeOf(secret(page), TestClock.NOW.instant()));

    var bound = browser.post("/account/authenticator", form);

    assertThat(Browser.location(bound)).isEqualTo(base() + "/account?done=authenticator");
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
    assertThat(eventsOf(alice))
        .anyMatch(event -> event instanceof FactorAdded added && added.factor().equals("otp"))
        .anyMatch(ProbationStarted.class::isInstance);
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var other = browser();
    var code = codePage(other, application(), alice);
    assertThat(Application.code(other, code, alice.code(TestClock.NOW.instant())).statusCode())
        .isEqualTo(403);
    assertThat(
            Application.code(other, code, Person.codeOf(secret(page), TestClock.NOW.instant()))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void an_authenticator_that_does_not_have_the_secret_is_not_bound() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var form = Browser.fields(browser.get("/account/authenticator"));
    form.put("code", alice.code(TestClock.NOW.instant()));
    var oscar = anAdvisor("oscar");
    var oscars = browser();
    application().signIn(oscars, oscar);
    var stolen = Browser.fields(oscars.get("/account/authenticator"));
    stolen.put("offer", form.get("offer"));
    stolen.put("code", oscar.code(TestClock.NOW.instant()));

    assertThat(browser.post("/account/authenticator", form).statusCode()).isEqualTo(422);
    assertThat(oscars.post("/account/authenticator", stolen).statusCode()).isEqualTo(400);
    assertThat(eventsOf(alice)).noneMatch(FactorAdded.class::isInstance);
  }

  static String secret(HttpResponse<String> page) {
    return page.body()
        .replaceAll("(?s).*<code class=\"secret\">([A-Z2-7 ]+)</code>.*", "$1")
        .replace(" ", "");
  }

  /// Ten new ones.
  private List<String> codesOf(Person person) {
    TestClock.NOW.advance(Duration.ofMinutes(1));
    var browser = browser();
    application().signIn(browser, person);
    var shown = browser.post("/account/recovery-codes", Browser.fields(browser.get("/account")));
    assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
    return codes(shown);
  }

  /// The recovery codes on a page.
  static List<String> codes(HttpResponse<String> page) {
    return CODE.matcher(page.body()).results().map(match -> match.group(1)).toList();
  }

  private static HttpResponse<String> codePage(
      Browser browser, Application application, Person person) {
    var page = browser.follow(browser.get(application.request().build().toURI().toString()));
    return browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
  }

  private static HttpResponse<String> recoveryPage(
      Browser browser, Application application, Person person) {
    codePage(browser, application, person);
    return browser.get("/sign-in/recovery");
  }

  private static HttpResponse<String> recover(
      Browser browser, Application application, Person person, String code) {
    return send(browser, recoveryPage(browser, application, person), code);
  }

  private static HttpResponse<String> send(
      Browser browser, HttpResponse<String> page, String code) {
    var form = Browser.fields(page);
    form.put("code", code);
    return browser.post("/sign-in/recovery", form);
  }
}
