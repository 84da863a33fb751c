package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.ALICE;
import static fr.vigie.lockout.attempts.Story.DEFAULTS;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.SOMEWHERE;
import static fr.vigie.lockout.attempts.Story.policy;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.locks.Bound;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.lockout.locks.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The number that `docs/bound.md` promises, against thieves who plan.
class BoundTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Origin STRANGERS = new Origin.Strangers();

  @Test
  void is_fifty_four_a_day_for_strangers_and_twice_as_many_for_a_device() {
    assertThat(Bound.guesses(DEFAULTS, STRANGERS, DAY)).isEqualTo(54);
    assertThat(Bound.guesses(DEFAULTS, new Origin.Device("one"), DAY)).isEqualTo(109);
    assertThat(Bound.guesses(DEFAULTS, STRANGERS, Duration.ZERO)).isEqualTo(5);
    assertThat(Bound.guesses(DEFAULTS, STRANGERS, Duration.ofMinutes(14))).isEqualTo(5);
    assertThat(Bound.guesses(DEFAULTS, STRANGERS, Duration.ofMinutes(15))).isEqualTo(10);
  }

  /// Four locks in a row, four guesses in the half day's rest after them, and six locks more.
  @Test
  void is_reached_by_a_thief_who_knows_the_policy() {
    var thief = new Thief(DEFAULTS);
    for (var minutes : List.of(0, 15, 45, 105)) {
      thief.guessAtOnce(12, NINE.plus(Duration.ofMinutes(minutes)));
    }
    thief.guessAtOnce(4, NINE.plus(Duration.ofMinutes(225)));
    for (var minutes : List.of(945, 960, 990, 1050, 1170, 1410)) {
      thief.guessAtOnce(12, NINE.plus(Duration.ofMinutes(minutes)));
    }

    assertThat(thief.verified).isEqualTo(54);
  }

  static List<Long> seeds() {
    var one = Long.getLong("seed");
    return one == null ? new Random().longs(60).boxed().toList() : List.of(one);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void is_passed_by_none_who_mixes_haste_and_patience(long seed) {
    var random = new Random(seed);
    var policy = policy(random.nextInt(1, 11), 10, 0);
    var thief = new Thief(policy);
    var now = NINE;

    while (!now.isAfter(NINE.plus(DAY))) {
      if (random.nextInt(3) > 0) {
        thief.guessAtOnce(random.nextInt(1, 13), now);
      } else {
        thief.guess(now);
      }
      now =
          now.plus(
              switch (random.nextInt(6)) {
                case 0 -> Duration.ofHours(random.nextInt(11, 14));
                case 1, 2 -> Duration.ofMinutes(15L << random.nextInt(6));
                default -> Duration.ofSeconds(random.nextInt(1, 600));
              });
    }

    assertThat(thief.verified)
        .as("seed %d", seed)
        .isLessThanOrEqualTo(Bound.guesses(policy, STRANGERS, DAY));
  }

  /// Guesses as a stranger, always wrong, always something else.
  private static final class Thief {
    private final Policy policy;
    private final Ledger ledger = new Ledger();
    private int verified;

    Thief(Policy policy) {
      this.policy = policy;
    }

    void guess(Instant now) {
      permitted(now).ifPresent(permit -> tellWrong(permit, now));
    }

    /// Many at once, so that no failure is known before the last is permitted.
    void guessAtOnce(int hands, Instant now) {
      var permits = new ArrayList<Permit>();
      for (var hand = 0; hand < hands; hand++) {
        permitted(now).ifPresent(permits::add);
      }
      permits.forEach(permit -> tellWrong(permit, now));
    }

    private Optional<Permit> permitted(Instant now) {
      var attempt = UUID.randomUUID();
      var command = new Permit(attempt, ALICE, Factor.PASSWORD, Optional.empty(), SOMEWHERE);
      var decision = ledger.standing(command, now).decide(command, policy, now);
      decision.events().forEach(ledger::append);
      if (decision.answer() instanceof Permitted) {
        verified++;
        return Optional.of(command);
      }
      return Optional.empty();
    }

    private void tellWrong(Permit permit, Instant now) {
      var command = new Report(permit.attempt(), ALICE, Outcome.WRONG, "nobodys");
      ledger.standing(command, now).decide(command, policy, now).events().forEach(ledger::append);
    }
  }
}
