package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.status.Scope;
import fr.vigie.testkit.TestFreezes;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Of a frozen account nothing goes on and nothing begins (ATTACKS 18, 30).
@QuarkusTest
class FreezeTest extends ServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_freeze_ends_the_sessions_and_their_tokens_and_lets_nobody_in_until_it_is_over() {
    var alice = anAdvisor("alice");
    var account = alice.account().toString();
    var browser = browser();
    var application = application();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser, alice))))
            .getOIDCTokens();

    TestFreezes.freeze(Scope.ACCOUNT, account);
    awaitEndOfSessionsOf(alice);

    assertThat(Application.error(application.refresh(tokens.getRefreshToken())))
        .isEqualTo("invalid_grant");
    assertThat(
            browser
                .get("/userinfo", "Authorization", "Bearer " + tokens.getAccessToken().getValue())
                .statusCode())
        .isEqualTo(401);
    var refused = afterBothFactors(alice);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Ce compte est gelé");

    TestFreezes.thaw(Scope.ACCOUNT, account);

    await().atMost(PATIENCE).until(() -> afterBothFactors(alice).statusCode() / 100 == 3);
  }

  /// Whatever lockout-service says of others, what it says of this one is heard.
  @Test
  void a_freeze_of_what_is_no_account_keeps_none_of_the_next_back() {
    var alice = anAdvisor("alice");
    var account = alice.account().toString();
    application().signIn(browser(), alice);
    TestFreezes.freeze(Scope.ACCOUNT, "no-account");
    TestFreezes.freeze(Scope.SESSION, "no-session");

    TestFreezes.freeze(Scope.ACCOUNT, account);

    awaitEndOfSessionsOf(alice);
  }

  @Test
  void while_lockout_service_is_away_running_sessions_go_on() {
    var alice = anAdvisor("alice");
    var application = application();
    var tokens =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser(), alice))))
            .getOIDCTokens();

    FakeLockout.is(FakeLockout.Mood.AWAY);

    assertThat(Application.tokens(application.refresh(tokens.getRefreshToken()))).isNotNull();
  }

  @Test
  void a_frozen_organisation_signs_nobody_in() {
    var alice = anAdvisor("alice");
    TestFreezes.freeze(Scope.ORGANISATION, "FT");
    try {
      await().atMost(PATIENCE).until(() -> afterBothFactors(alice).statusCode() == 403);
    } finally {
      TestFreezes.thaw(Scope.ORGANISATION, "FT");
    }
    await().atMost(PATIENCE).until(() -> afterBothFactors(alice).statusCode() / 100 == 3);
  }

  private void awaitEndOfSessionsOf(Person person) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(eventsOf(person))
                .anyMatch(e -> e instanceof SessionEnded ended && ended.cause().equals("frozen")));
  }

  /// The answer to the code, after a password that was right.
  private HttpResponse<String> afterBothFactors(Person person) {
    TestClock.NOW.advance(Duration.ofSeconds(60));
    var browser = browser();
    var page = browser.follow(browser.get(application().request().build().toURI().toString()));
    var code = browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    return Application.code(browser, code, person.code(TestClock.NOW.instant()));
  }
}
