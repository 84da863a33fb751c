package fr.vigie.lockout.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Given a past, when something is asked, then these events and this answer. The people and the
/// words of the stories stand here too.
final class Story {

  static final AccountKey ALICE = new AccountKey("alice-0000000000000000");
  static final AccountKey BRUNO = new AccountKey("bruno-0000000000000000");
  static final String NETWORK = "192.0.2.0/24";
  static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  static final AttemptPolicy POLICY = new Policy(5);

  /// The defaults, but for the number of failures.
  record Policy(int failures) implements AttemptPolicy {
    @Override
    public Duration lock() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration permit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public Duration memory() {
      return Duration.ofHours(12);
    }

    @Override
    public Duration turn() {
      return Duration.ofSeconds(1);
    }
  }

  private final List<LockoutEvent> past = new ArrayList<>();

  private Story() {}

  @SafeVarargs
  static Story given(List<? extends LockoutEvent>... pasts) {
    var story = new Story();
    for (var past : pasts) {
      story.past.addAll(past);
    }
    return story;
  }

  When when(AttemptCommand command) {
    return new When(past, command);
  }

  record When(List<LockoutEvent> past, AttemptCommand command) {
    Then at(Instant now) {
      var standing = Standing.before(command);
      for (var event : past) {
        standing = standing.after(event);
      }
      return new Then(
          switch (command) {
            case Permit permit -> standing.decide(permit, POLICY, now);
            case Report report -> standing.decide(report, POLICY, now);
          });
    }
  }

  record Then(Decision<? extends AttemptAnswer> decision) {
    Then then(LockoutEvent... events) {
      assertThat(List.<Object>copyOf(decision.events())).isEqualTo(List.of(events));
      return this;
    }

    void answers(AttemptAnswer answer) {
      assertThat(decision.answer()).isEqualTo(answer);
    }
  }

  static UUID attempt(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
  }

  static Permit permit(int number, Factor factor) {
    return new Permit(attempt(number), ALICE, factor, NETWORK);
  }

  static Report report(int number, Outcome outcome) {
    return new Report(attempt(number), ALICE, outcome);
  }

  static AttemptPermitted permitted(int number, Factor factor, Instant at) {
    return new AttemptPermitted(
        attempt(number).toString(), ALICE.value(), factor.word(), NETWORK, at, at.plusSeconds(60));
  }

  static AttemptRefused refused(int number, Factor factor, Instant at, String reason) {
    return new AttemptRefused(
        attempt(number).toString(), ALICE.value(), factor.word(), NETWORK, at, reason);
  }

  static AttemptFailed failed(int number, Factor factor, Instant at) {
    return new AttemptFailed(attempt(number).toString(), ALICE.value(), factor.word(), at);
  }

  static AttemptSucceeded succeeded(int number, Factor factor, Instant at, boolean completed) {
    return new AttemptSucceeded(
        attempt(number).toString(), ALICE.value(), factor.word(), at, completed);
  }

  static AccountLocked locked(int failures, Instant at, Instant until) {
    return new AccountLocked(ALICE.value(), failures, at, until);
  }

  /// Attempts `from` to `to`, permitted and reported wrong at once.
  static List<LockoutEvent> failures(int from, int to, Factor factor, Instant at) {
    var events = new ArrayList<LockoutEvent>();
    for (var number = from; number <= to; number++) {
      events.add(permitted(number, factor, at));
      events.add(failed(number, factor, at));
    }
    return events;
  }

  /// Attempts `from` to `to`, permitted, with no outcome.
  static List<AttemptPermitted> open(int from, int to, Factor factor, Instant at) {
    var events = new ArrayList<AttemptPermitted>();
    for (var number = from; number <= to; number++) {
      events.add(permitted(number, factor, at));
    }
    return events;
  }
}
