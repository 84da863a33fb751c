package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Refresh tokens that several hold. One is used up and the next written in one commit, so a
/// process that dies before it answers leaves what any used token leaves: who shows it again ends
/// the session, and nobody holds one that is good.
@QuarkusTest
class RefreshRaceTest extends ServiceTest {

  private static final int AT_ONCE = 12;

  private OIDCTokens tokens(Application application, Person person) {
    return Application.tokens(
            application.change(application.codeOf(application.signIn(browser(), person))))
        .getOIDCTokens();
  }

  private List<TokenResponse> atOnce(Application application, RefreshToken token) throws Exception {
    Callable<TokenResponse> one = () -> application.refresh(token);
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var answers = new ArrayList<TokenResponse>();
      for (var answer : threads.invokeAll(Collections.nCopies(AT_ONCE, one))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  /// ATTACKS 15, by thief and owner at the same moment.
  @Test
  void of_twelve_who_show_one_token_at_once_nobody_keeps_anything() throws Exception {
    var alice = anAdvisor("alice");
    var application = application();
    var shared = tokens(application, alice).getRefreshToken();

    var answers = atOnce(application, shared);

    var given =
        answers.stream()
            .filter(TokenResponse::indicatesSuccess)
            .map(answer -> Application.tokens(answer).getOIDCTokens())
            .toList();
    assertThat(given).hasSizeLessThanOrEqualTo(1);
    for (var tokens : given) {
      assertThat(Application.error(application.refresh(tokens.getRefreshToken())))
          .isEqualTo("invalid_grant");
      assertThat(
              browser()
                  .get("/userinfo", "Authorization", "Bearer " + tokens.getAccessToken().getValue())
                  .statusCode())
          .isEqualTo(401);
    }
    assertThat(eventsOf(alice).stream().filter(SessionEnded.class::isInstance))
        .singleElement()
        .isInstanceOfSatisfying(
            SessionEnded.class, ended -> assertThat(ended.cause()).isEqualTo("refresh-reused"));
  }

  /// Its last sign of life is written down every ten seconds at most.
  @Test
  void what_is_used_every_few_seconds_stays_open_for_longer_than_an_idle_session() {
    var application = application();
    var token = tokens(application, anAdvisor("alice")).getRefreshToken();
    var idle = settings.session().idle();

    for (var used = Duration.ZERO; used.compareTo(idle) <= 0; used = used.plusSeconds(45)) {
      TestClock.NOW.advance(Duration.ofSeconds(45));
      token = Application.tokens(application.refresh(token)).getOIDCTokens().getRefreshToken();
    }
    TestClock.NOW.advance(Duration.ofSeconds(9));
    token = Application.tokens(application.refresh(token)).getOIDCTokens().getRefreshToken();
    TestClock.NOW.advance(idle);

    assertThat(Application.error(application.refresh(token))).isEqualTo("invalid_grant");
  }
}
