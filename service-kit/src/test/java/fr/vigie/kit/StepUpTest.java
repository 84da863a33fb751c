package fr.vigie.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepUpTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  @Test
  void factors_of_five_minutes_ago_are_fresh() {
    assertThatCode(() -> StepUp.require(signedInAt(NINE.minusSeconds(300)), NINE))
        .doesNotThrowAnyException();
  }

  @Test
  void factors_of_longer_ago_are_challenged_as_rfc_9470_says() {
    assertThatThrownBy(() -> StepUp.require(signedInAt(NINE.minusSeconds(301)), NINE))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(401);
              assertThat(problem.getType()).hasToString("urn:vigie:problem:step-up-needed");
              assertThat(problem.getHeaders().get("WWW-Authenticate"))
                  .asString()
                  .startsWith("Bearer ")
                  .contains("error=\"insufficient_user_authentication\"", "max_age=\"300\"");
            });
  }

  @Test
  void a_token_that_does_not_say_when_is_not_fresh() {
    assertThat(StepUp.isFresh(signedInAt(Instant.EPOCH), NINE)).isFalse();
  }

  private static Caller signedInAt(Instant then) {
    return new Caller(
        "a",
        "FT",
        "FT-01",
        "s",
        Set.of("advisor"),
        then,
        "acr",
        Set.of("pwd", "otp"),
        "n",
        "c",
        "");
  }
}
