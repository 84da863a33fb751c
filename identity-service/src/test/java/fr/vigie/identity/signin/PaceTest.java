package fr.vigie.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration SLOW = Duration.ofMillis(80);

  @Test
  void a_refusal_waits_as_long_as_failures_took() {
    var pace = new Pace(Duration.ofMillis(10));
    for (var i = 0; i < 64; i++) {
      pace.saw(SLOW);
    }

    assertThat(pace.left(Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(75));
    assertThat(pace.left(Duration.ofMillis(200))).isZero();
  }

  @Test
  void before_any_failure_it_waits_as_long_as_was_guessed() {
    assertThat(new Pace(SLOW).left(Duration.ZERO)).isEqualTo(SLOW);
  }
}
