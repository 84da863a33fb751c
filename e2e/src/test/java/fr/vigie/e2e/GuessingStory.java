package fr.vigie.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.embedded.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Guesses end at five, over both factors, and the right secret is then refused like a wrong one.
@ExtendWith(Suite.Shared.class)
class GuessingStory {

  private static final String VICTIM = "advisor-40";

  @Test
  void after_five_wrong_passwords_the_right_one_is_refused_too(Suite suite) {
    for (var guess = 0; guess < 5; guess++) {
      var wrong = "wrong-guess-number-" + guess;
      assertThatThrownBy(() -> suite.signIn(VICTIM, wrong, () -> "000000"))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("the password was not taken");
    }

    assertThatThrownBy(() -> suite.signIn(VICTIM, suite.password(), () -> suite.otp(VICTIM)))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("the password was not taken");
    assertThat(suite.signIn("advisor-41").account()).isNotEmpty();
  }
}
