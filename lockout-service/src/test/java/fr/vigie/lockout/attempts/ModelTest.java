package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.ALICE;
import static fr.vigie.lockout.attempts.Story.BRUNO;
import static fr.vigie.lockout.attempts.Story.NETWORK;
import static fr.vigie.lockout.attempts.Story.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.TooManyOpen;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Long random lives of two accounts: the room, which sees only its boundary, answers at every step
/// as the naive counter does, which forgets nothing. Each failure names its seed.
class ModelTest {

  private static final int LIVES = Integer.getInteger("lives", 100);
  private static final int STEPS = 400;

  static List<Long> seeds() {
    var first = Long.getLong("seed");
    if (first != null) {
      return List.of(first);
    }
    return new Random().longs(LIVES).boxed().toList();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void the_room_answers_as_the_naive_counter_does(long seed) {
    var random = new Random(seed);
    var policy = new Story.Policy(random.nextInt(1, AttemptPolicy.MAX_FAILURES + 1));
    var model = new NaiveCounter(policy);
    var ledger = new Ledger();
    var attempts = new ArrayList<UUID>();
    var now = NINE.plusSeconds(random.nextLong(Duration.ofDays(1).toSeconds()));

    for (var step = 0; step < STEPS; step++) {
      now = now.plus(pause(random));
      var account = random.nextInt(10) < 9 ? ALICE : BRUNO;
      if (attempts.isEmpty() || random.nextInt(10) < 5) {
        var attempt = attempt(random, attempts);
        var factor = random.nextInt(10) < 7 ? Factor.PASSWORD : Factor.ONE_TIME_CODE;
        var command = new Permit(attempt, account, factor, NETWORK);

        assertThat(asked(ledger, command, policy, now))
            .as("seed %d, step %d: %s at %s", seed, step, command, now)
            .isEqualTo(model.permit(command, now));
      } else {
        var command = new Report(attempts.get(recent(random, attempts)), account, outcome(random));

        assertThat(asked(ledger, command, policy, now))
            .as("seed %d, step %d: %s at %s", seed, step, command, now)
            .isEqualTo(model.report(command, now));
      }
      assertThat(model.counted(ALICE, now)).isLessThanOrEqualTo(policy.failures());
    }
  }

  private static String asked(
      Ledger ledger, AttemptCommand command, AttemptPolicy policy, Instant now) {
    var standing = Standing.before(command);
    for (var event : ledger.read(AttemptTags.around(command, now))) {
      standing = standing.after(event);
    }
    var decision =
        switch (command) {
          case Permit permit -> standing.decide(permit, policy, now);
          case Report report -> standing.decide(report, policy, now);
        };
    decision.events().forEach(ledger::append);
    if (Boolean.getBoolean("dbg"))
      System.out.println("DBG " + command + " " + now + " " + decision);
    return switch (decision.answer()) {
      case Permitted(var expires) -> "permitted until " + expires;
      case Locked _ -> "locked";
      case TooManyOpen _ -> "too many open";
      case Recorded _ -> "recorded";
      case Contradicted(var why) ->
          switch (why) {
            case NO_SUCH_ATTEMPT -> "unknown";
            case OTHER_ATTEMPT -> "other";
            case EXPIRED -> "expired";
            case REPORTED -> "reported";
          };
    };
  }

  // Mostly the pace of somebody guessing; now and then a minute, a lock's length, half a day.
  private static Duration pause(RandomGenerator random) {
    return switch (random.nextInt(20)) {
      case 0, 1 -> Duration.ofSeconds(random.nextLong(55, 65));
      case 2 -> Duration.ofSeconds(random.nextLong(880, 920));
      case 3 -> Duration.ofSeconds(random.nextLong(43_000, 43_300));
      case 4 -> Duration.ofSeconds(random.nextLong(0, 43_200));
      case 5 -> Duration.ofSeconds(random.nextLong(0, 3_600));
      default -> Duration.ofMillis(random.nextLong(0, 2_000));
    };
  }

  private static UUID attempt(RandomGenerator random, List<UUID> attempts) {
    if (!attempts.isEmpty() && random.nextInt(10) < 2) {
      return attempts.get(recent(random, attempts));
    }
    var attempt = new UUID(random.nextLong(), random.nextLong());
    attempts.add(attempt);
    return attempt;
  }

  private static int recent(RandomGenerator random, List<UUID> attempts) {
    var back = random.nextInt(20) == 0 ? attempts.size() : Math.min(attempts.size(), 6);
    return attempts.size() - 1 - random.nextInt(back);
  }

  private static Outcome outcome(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> Outcome.COMPLETED;
      case 1, 2 -> Outcome.RIGHT;
      default -> Outcome.WRONG;
    };
  }
}
