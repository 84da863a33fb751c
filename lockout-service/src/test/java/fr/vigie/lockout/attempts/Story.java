package fr.vigie.lockout.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptAnswer.WaitReason;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Given a past, when something is asked, then these events and this answer. The people and the
/// words of the stories stand here too.
final class Story {

  static final AccountKey ALICE = new AccountKey("alice-0000000000000000");
  static final AccountKey BRUNO = new AccountKey("bruno-0000000000000000");
  static final Device LAPTOP = new Device("alices-laptop", 0);
  static final String NEW_DEVICE = "a-new-device";
  static final String NETWORK = "192.0.2.0/24";
  static final Source SOMEWHERE =
      new Source(NETWORK, Optional.empty(), Optional.empty(), Optional.empty());
  static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  /// The defaults, but nobody has to wait after a failure: most stories tell of something else.
  static final Policy POLICY = policy(5, 10, 4);

  /// The defaults.
  static final Policy DEFAULTS = policy(5, 10, 1);

  static Policy policy(int strangers, int device, int free) {
    return policy(strangers, device, 10, free);
  }

  static Policy policy(int strangers, int device, int factor, int free) {
    return new Policy(
        strangers,
        device,
        factor,
        free,
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        Duration.ofMinutes(15),
        Duration.ofHours(12),
        Duration.ofSeconds(60),
        Duration.ofHours(12),
        Duration.ofSeconds(1),
        new Policy.Spraying(20, 10, 50, Duration.ofMinutes(10)));
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
    return new When(past, command, POLICY);
  }

  record When(List<LockoutEvent> past, AttemptCommand command, Policy policy) {

    When under(Policy other) {
      return new When(past, command, other);
    }

    Then at(Instant now) {
      var standing = Standing.before(command);
      for (var event : past) {
        standing = standing.after(event);
      }
      return new Then(
          switch (command) {
            case Permit permit -> standing.decide(permit, policy, now);
            case Report report -> standing.decide(report, policy, now);
          });
    }
  }

  record Then(Decision<? extends AttemptAnswer> decision) {
    Then then(LockoutEvent... events) {
      assertThat(List.<Object>copyOf(decision.events())).isEqualTo(List.of(events));
      return this;
    }

    /// That a stranger's failure is to be looked at goes without saying.
    void answers(AttemptAnswer answer) {
      assertThat(
              decision.answer() instanceof Recorded(var known, _)
                  ? new Recorded(known, Optional.empty())
                  : decision.answer())
          .isEqualTo(answer);
    }
  }

  static UUID attempt(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | number);
  }

  static Permit permit(int number, Factor factor) {
    return new Permit(attempt(number), ALICE, factor, Optional.empty(), SOMEWHERE);
  }

  static Permit permit(int number, Factor factor, Device device) {
    return new Permit(attempt(number), ALICE, factor, Optional.of(device), SOMEWHERE);
  }

  /// A guess with a password that bears a fingerprint.
  static Permit permit(int number, String fingerprint) {
    return new Permit(
        attempt(number),
        ALICE,
        Factor.PASSWORD,
        Optional.empty(),
        new Source(NETWORK, Optional.of(fingerprint), Optional.empty(), Optional.empty()));
  }

  static Report report(int number, Outcome outcome) {
    return new Report(attempt(number), ALICE, outcome, NEW_DEVICE);
  }

  static Recorded recorded() {
    return new Recorded(Optional.empty(), Optional.empty());
  }

  static Recorded known(String device) {
    return new Recorded(Optional.of(new Device(device, 0)), Optional.empty());
  }

  static Wait tooManyOpen() {
    return new Wait(WaitReason.TOO_MANY_OPEN, Duration.ofSeconds(1));
  }

  static Wait delayed(int seconds) {
    return new Wait(WaitReason.DELAYED, Duration.ofSeconds(seconds));
  }

  static AttemptPermitted permitted(int number, Factor factor, Instant at) {
    return permitted(number, factor, at, null, null);
  }

  private static AttemptPermitted permitted(
      int number,
      Factor factor,
      Instant at,
      @Nullable String device,
      @Nullable String fingerprint) {
    return new AttemptPermitted(
        attempt(number).toString(),
        ALICE.value(),
        factor.word(),
        NETWORK,
        at,
        at.plusSeconds(60),
        device,
        fingerprint,
        null,
        null);
  }

  static AttemptRefused refused(int number, Factor factor, Instant at, String reason) {
    return new AttemptRefused(
        attempt(number).toString(),
        ALICE.value(),
        factor.word(),
        NETWORK,
        at,
        reason,
        null,
        null,
        null);
  }

  static AttemptFailed failed(int number, Factor factor, Instant at) {
    return failed(number, factor, at, null, null);
  }

  private static AttemptFailed failed(
      int number,
      Factor factor,
      Instant at,
      @Nullable String device,
      @Nullable String fingerprint) {
    return new AttemptFailed(
        attempt(number).toString(),
        ALICE.value(),
        factor.word(),
        at,
        device,
        NETWORK,
        fingerprint,
        null);
  }

  static AttemptSucceeded succeeded(int number, Factor factor, Instant at, boolean completed) {
    return new AttemptSucceeded(
        attempt(number).toString(),
        ALICE.value(),
        factor.word(),
        at,
        completed,
        null,
        completed ? NEW_DEVICE : null);
  }

  static AccountLocked locked(int failures, Instant at, Instant until) {
    return new AccountLocked(ALICE.value(), failures, at, until, null, 1);
  }

  static LockExpired expired(Instant expired, Instant at) {
    return new LockExpired(ALICE.value(), null, expired, at);
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

  /// The same wrong password, permitted and reported wrong at once.
  static List<LockoutEvent> failure(int number, String fingerprint, Instant at) {
    return List.of(
        permitted(number, Factor.PASSWORD, at, null, fingerprint),
        failed(number, Factor.PASSWORD, at, null, fingerprint));
  }

  /// Attempts `from` to `to`, permitted, with no outcome.
  static List<AttemptPermitted> open(int from, int to, Factor factor, Instant at) {
    var events = new ArrayList<AttemptPermitted>();
    for (var number = from; number <= to; number++) {
      events.add(permitted(number, factor, at));
    }
    return events;
  }

  /// The same events on a device.
  static List<LockoutEvent> on(Device device, List<? extends LockoutEvent> events) {
    return events.stream().map(event -> on(device.id(), event)).toList();
  }

  static LockoutEvent on(String device, LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e ->
          new AttemptPermitted(
              e.attempt(),
              e.account(),
              e.factor(),
              e.network(),
              e.at(),
              e.expiresAt(),
              device,
              e.fingerprint(),
              e.client(),
              e.organisation());
      case AttemptRefused e ->
          new AttemptRefused(
              e.attempt(),
              e.account(),
              e.factor(),
              e.network(),
              e.at(),
              e.reason(),
              device,
              e.client(),
              e.organisation());
      case AttemptFailed e ->
          new AttemptFailed(
              e.attempt(),
              e.account(),
              e.factor(),
              e.at(),
              device,
              e.network(),
              e.fingerprint(),
              e.organisation());
      case AttemptSucceeded e ->
          new AttemptSucceeded(
              e.attempt(),
              e.account(),
              e.factor(),
              e.at(),
              e.completed(),
              device,
              e.completed() ? device : null);
      case AccountLocked e ->
          new AccountLocked(e.account(), e.failures(), e.at(), e.until(), device, e.times());
      case LockExpired e -> new LockExpired(e.account(), device, e.expired(), e.at());
      case LockoutEvent.LockExtended e -> e;
      case LockoutEvent.LockCleared e -> e;
      case LockoutEvent.DevicesRevoked e -> e;
    };
  }
}
