package fr.vigie.lockout.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.LockoutEvent;
import org.junit.jupiter.api.Test;

class EventsTest {

  /// A lock, a freeze or an alert is acted on elsewhere at once.
  @Test
  void nothing_but_guesses_waits_for_company() {
    assertThat(new Events().publishing().unhurried())
        .containsExactlyInAnyOrder(
            LockoutEvent.AttemptPermitted.class,
            LockoutEvent.AttemptRefused.class,
            LockoutEvent.AttemptFailed.class,
            LockoutEvent.AttemptSucceeded.class);
  }
}
