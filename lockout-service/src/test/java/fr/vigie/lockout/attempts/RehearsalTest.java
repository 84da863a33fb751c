package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.ALICE;
import static fr.vigie.lockout.attempts.Story.BRUNO;
import static fr.vigie.lockout.attempts.Story.NETWORK;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.failed;
import static fr.vigie.lockout.attempts.Story.permitted;
import static fr.vigie.lockout.attempts.Story.policy;
import static fr.vigie.lockout.attempts.Story.refused;
import static fr.vigie.lockout.locks.Factor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalTest {

  @Test
  void a_stricter_policy_locks_whom_the_policy_of_that_time_did_not() {
    var rehearsal = new Rehearsal(policy(2, 10, 1));
    for (var number = 1; number <= 3; number++) {
      var at = NINE.plusSeconds(number * 60L);
      rehearsal.take(permitted(number, PASSWORD, at));
      rehearsal.take(failed(number, PASSWORD, at.plusSeconds(1)));
    }

    assertThat(rehearsal.locks(NINE.plusSeconds(3600)))
        .singleElement()
        .satisfies(lock -> assertThat(lock.at()).isEqualTo(NINE.plusSeconds(121)));
    assertThat(rehearsal.guesses()).isEqualTo(3);
  }

  /// What would have come of it nobody knows: the worst is assumed.
  @Test
  void a_guess_that_was_refused_and_now_is_not_counts_as_failed() {
    var rehearsal = new Rehearsal(policy(3, 10, 2));
    for (var number = 1; number <= 3; number++) {
      rehearsal.take(refused(number, PASSWORD, NINE, "locked"));
    }

    assertThat(rehearsal.locks(NINE.plusSeconds(3600))).hasSize(1);
  }

  static List<Long> seeds() {
    var one = Long.getLong("seed");
    return one == null ? new Random().longs(40).boxed().toList() : List.of(one);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void under_the_same_policy_the_same_accounts_are_locked_at_the_same_time(long seed) {
    var random = new Random(seed);
    var policy = policy(random.nextInt(2, 6), random.nextInt(2, 8), 1);
    var life = life(random, policy);

    var rehearsal = new Rehearsal(policy);
    life.forEach(rehearsal::take);

    var end = life.getLast().at();
    assertThat(rehearsal.locks(end)).as("seed %d", seed).containsAll(locks(life));
  }

  private static List<AccountLocked> locks(List<LockoutEvent> life) {
    return life.stream()
        .filter(AccountLocked.class::isInstance)
        .map(AccountLocked.class::cast)
        .toList();
  }

  private static List<LockoutEvent> life(Random random, Policy policy) {
    var factors = List.of(Factor.values());
    var outcomes = List.of(Outcome.WRONG, Outcome.WRONG, Outcome.RIGHT, Outcome.COMPLETED);
    var ledger = new Ledger();
    var life = new ArrayList<LockoutEvent>();
    var open = new ArrayList<Permit>();
    var now = NINE;
    for (var step = 0; step < 300; step++) {
      now = now.plusSeconds(random.nextInt(10) == 0 ? random.nextInt(7_200) : random.nextInt(50));
      if (open.isEmpty() || random.nextBoolean()) {
        var device =
            random.nextInt(3) == 0
                ? Optional.of(new Device("laptop", 0))
                : Optional.<Device>empty();
        var permit =
            new Permit(
                new UUID(random.nextLong(), random.nextLong()),
                random.nextInt(4) == 0 ? BRUNO : ALICE,
                factors.get(random.nextInt(factors.size())),
                device,
                new Source(NETWORK, Optional.empty(), Optional.empty(), Optional.empty()));
        open.add(permit);
        decide(ledger, life, permit, policy, now);
      } else {
        var permit = open.remove(random.nextInt(open.size()));
        var outcome = outcomes.get(random.nextInt(outcomes.size()));
        var report = new Report(permit.attempt(), permit.account(), outcome, "device-" + step);
        decide(ledger, life, report, policy, now);
      }
    }
    return life;
  }

  private static void decide(
      Ledger ledger, List<LockoutEvent> life, AttemptCommand command, Policy policy, Instant now) {
    var standing = ledger.standing(command, now);
    var decision =
        switch (command) {
          case Permit permit -> standing.decide(permit, policy, now);
          case Report report -> standing.decide(report, policy, now);
        };
    for (var event : decision.events()) {
      ledger.append(event);
      life.add((LockoutEvent) event);
    }
  }
}
