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
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.AccountLocks;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.LockAnswer;
import fr.vigie.lockout.locks.LockCommand;
import fr.vigie.lockout.locks.LockDecisions;
import fr.vigie.lockout.locks.LockTags;
import fr.vigie.lockout.locks.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Long random lives of two accounts: the room, which sees only its boundary, answers at every step
/// as the naive counter does, which forgets nothing. Each failure names its seed.
class ModelTest {

  private static final int LIVES =
      Integer.getInteger("lives", Boolean.getBoolean("vigie.long") ? 5_000 : 150);
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
    var policy = policy(random);
    var model = new NaiveCounter(policy);
    var ledger = new Ledger();
    var attempts = new ArrayList<UUID>();
    var now = NINE.plusSeconds(random.nextLong(Duration.ofDays(4).toSeconds()));

    for (var step = 0; step < STEPS; step++) {
      now = now.plus(pause(random));
      var account = random.nextInt(10) < 9 ? ALICE : BRUNO;
      var what = random.nextInt(100);
      if (what < 2) {
        var command = look(random, account);

        assertThat(asked(ledger, command, policy, now))
            .as("seed %d, step %d: %s at %s", seed, step, command, now)
            .isEqualTo(model.look(command, now));
      } else if (attempts.isEmpty() || what < 52) {
        var command = permit(random, attempt(random, attempts), account);

        assertThat(asked(ledger, command, policy, now))
            .as("seed %d, step %d: %s at %s", seed, step, command, now)
            .isEqualTo(model.permit(command, now));
      } else {
        var attempt = attempts.get(recent(random, attempts));
        var command = new Report(attempt, account, outcome(random), "device-" + step);

        assertThat(asked(ledger, command, policy, now))
            .as("seed %d, step %d: %s at %s", seed, step, command, now)
            .isEqualTo(model.report(command, now));
      }
      assertThat(model.countedOfStrangers(ALICE, now)).isLessThanOrEqualTo(policy.strangers());
    }
  }

  private static Policy policy(RandomGenerator random) {
    var strangers = random.nextInt(1, Policy.MAX_FAILURES + 1);
    var device = random.nextInt(1, Policy.MAX_FAILURES + 1);
    var factor = random.nextInt(3) == 0 ? random.nextInt(1, 6) : Policy.MAX_FAILURES;
    // Mostly without delays, so that locks fill within a life.
    var free = random.nextInt(4) == 0 ? 0 : Math.min(factor, Math.min(strangers, device)) - 1;
    return Story.policy(strangers, device, factor, free);
  }

  private static Permit permit(RandomGenerator random, UUID attempt, AccountKey account) {
    var factors = Factor.values();
    var factor = random.nextInt(10) < 7 ? Factor.PASSWORD : factors[random.nextInt(factors.length)];
    var device =
        switch (random.nextInt(6)) {
          case 0, 1 -> Optional.of(new Device("laptop", random.nextInt(3)));
          case 2 -> Optional.of(new Device("tablet", 0));
          default -> Optional.<Device>empty();
        };
    var fingerprint =
        random.nextInt(3) == 0
            ? Optional.of("fingerprint-of-" + random.nextInt(4))
            : Optional.<String>empty();
    return new Permit(
        attempt,
        account,
        factor,
        device,
        new Source(NETWORK, fingerprint, Optional.empty(), Optional.empty()));
  }

  private static LockCommand look(RandomGenerator random, AccountKey account) {
    return switch (random.nextInt(3)) {
      case 0 -> new LockCommand.Clear(account, "an-officer", "identity-proved");
      case 1 -> new LockCommand.RevokeDevices(account, "an-officer", "lost-device");
      default ->
          new LockCommand.Extend(
              account,
              Duration.ofSeconds(random.nextLong(1, Policy.MAX_MEMORY.toSeconds())),
              "an-officer",
              "under-attack");
    };
  }

  private static LockAnswer asked(Ledger ledger, LockCommand command, Policy policy, Instant now) {
    var locks = AccountLocks.untouched(command.account());
    for (var event : ledger.read(LockTags.withDevices(command.account(), now))) {
      locks = locks.after(event);
    }
    var decision = LockDecisions.decide(command, locks, policy, now);
    decision.events().forEach(ledger::append);
    return decision.answer();
  }

  private static String asked(Ledger ledger, AttemptCommand command, Policy policy, Instant now) {
    var standing = ledger.standing(command, now);
    var decision =
        switch (command) {
          case Permit permit -> standing.decide(permit, policy, now);
          case Report report -> standing.decide(report, policy, now);
        };
    decision.events().forEach(ledger::append);
    return switch (decision.answer()) {
      case Permitted(var expires) -> "permitted until " + expires;
      case Locked _ -> "locked";
      case Wait(var reason, _) ->
          switch (reason) {
            case TOO_MANY_OPEN -> "too many open";
            case DELAYED -> "delayed";
            case THROTTLED -> "throttled";
          };
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
