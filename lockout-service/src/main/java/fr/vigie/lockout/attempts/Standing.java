package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradiction;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptAnswer.WaitReason;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountLocks;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Lock;
import fr.vigie.lockout.locks.Lock.Closed;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.spraying.Failures;
import fr.vigie.lockout.spraying.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that a decision about one attempt at one account depends on, folded from its boundary.
///
/// @param fate of that attempt
/// @param failures of the source, where it is a stranger who asks
record Standing(String attempt, AccountLocks locks, Fate fate, Failures failures) {

  private static final Suspect NOBODY = new Suspect("", Optional.empty(), Optional.empty());

  private static final String LOCKED = "locked";

  static Standing before(AttemptCommand command) {
    return new Standing(
        command.attempt().toString(),
        AccountLocks.untouched(command.account()),
        new Fate.UnheardOf(),
        Failures.none(command instanceof Permit permit ? permit.suspect().orElse(NOBODY) : NOBODY));
  }

  /// This standing after one more event of the boundary. An attempt of the same id at another
  /// account is in it too: it says something of the attempt, and nothing of this account.
  Standing after(LockoutEvent event) {
    return new Standing(
        attempt,
        event.account().equals(account()) ? locks.after(event) : locks,
        fate.after(attempt, event),
        failures.after(event));
  }

  /// This standing at an account that has come to `locks`.
  Standing at(AccountLocks locks) {
    return new Standing(attempt, locks, fate, failures);
  }

  private String account() {
    return locks.account();
  }

  Decision<ToPermit> decide(Permit command, Policy policy, Instant now) {
    return switch (fate) {
      case Fate.UnheardOf _ -> permit(command, Optional.empty(), policy, now);
      case Fate.Permitted(var permit) ->
          said(
              isOf(permit.account(), permit.factor(), command)
                  ? new Permitted(permit.expiresAt())
                  : other());
      case Fate.Refused(var of, var factor, _) when !isOf(of, factor, command) -> said(other());
      case Fate.Refused(_, _, var reason) when reason.equals(LOCKED) ->
          said(stillLocked(command, policy, now));
      case Fate.Refused(_, _, var reason) -> permit(command, Optional.of(reason), policy, now);
      case Fate.Reported _ -> said(new Contradicted(Contradiction.REPORTED));
    };
  }

  Decision<ToReport> decide(Report command, Policy policy, Instant now) {
    return switch (fate) {
      case Fate.UnheardOf _, Fate.Refused _ ->
          said(new Contradicted(Contradiction.NO_SUCH_ATTEMPT));
      case Fate.Permitted(var permit) when !permit.account().equals(account()) -> said(other());
      case Fate.Permitted(var permit) when command.outcome() == Outcome.WRONG ->
          failed(permit, policy, now);
      case Fate.Permitted(var permit) when !now.isBefore(permit.expiresAt()) ->
          said(new Contradicted(Contradiction.EXPIRED));
      case Fate.Permitted(var permit) -> succeeded(permit, command, policy, now);
      case Fate.Reported(var of, _, _) when !of.equals(account()) -> said(other());
      case Fate.Reported(_, var outcome, var known) ->
          said(
              outcome == command.outcome()
                  ? recorded(known)
                  : new Contradicted(Contradiction.REPORTED));
    };
  }

  /// Strangers are also those whose devices were revoked since their cookie was made.
  private Origin origin(Permit command) {
    return Origin.of(
        command
            .device()
            .filter(device -> device.generation() == locks.generation())
            .map(Device::id)
            .orElse(null));
  }

  /// @param refused why the same attempt was refused before, but not for good
  private Decision<ToPermit> permit(
      Permit command, Optional<String> refused, Policy policy, Instant now) {
    var origin = origin(command);
    if (!command.factor().counts()) {
      return permitted(command, origin, List.of(), policy, now);
    }
    var events = new ArrayList<LockoutEvent>();
    var lock = upToDate(origin, events, policy, now);
    if (lock instanceof Closed(var until, _)) {
      events.add(refusal(command, origin, now, LOCKED));
      return new Decision<>(events, new Locked(atLeastASecond(Duration.between(now, until))));
    }
    var wait = wait(lock, command.factor(), origin, policy, now);
    if (wait.isPresent()) {
      var reason = wait.get().reason().word();
      if (!refused.equals(Optional.of(reason))) {
        events.add(refusal(command, origin, now, reason));
      }
      return new Decision<>(events, wait.get());
    }
    return permitted(command, origin, events, policy, now);
  }

  /// The lock as it is by now, and the events that say what nobody was there to say: that permits
  /// expired and filled the measure, that a lock ran out.
  private Lock upToDate(Origin origin, List<LockoutEvent> events, Policy policy, Instant now) {
    var lock = locks.of(origin);
    var overdue = lock.filled(account(), origin, policy, now);
    if (overdue.isPresent()) {
      events.add(overdue.get());
      lock = lock.after(overdue.get());
    }
    var ranOut =
        lock instanceof Closed(var until, _)
            ? Optional.of(until)
            : overdue.map(locked -> locked.until());
    if (ranOut.isPresent() && !now.isBefore(ranOut.get())) {
      var expired = new LockExpired(account(), origin.device(), ranOut.get(), now);
      events.add(expired);
      lock = lock.after(expired);
    }
    return lock;
  }

  private Optional<Wait> wait(Lock lock, Factor factor, Origin origin, Policy policy, Instant now) {
    var throttled = failures.throttledUntil(policy, now);
    if (throttled.isPresent()) {
      return Optional.of(
          new Wait(WaitReason.THROTTLED, atLeastASecond(Duration.between(now, throttled.get()))));
    }
    var delayed = lock.delayedUntil(policy, now);
    if (delayed.isPresent()) {
      return Optional.of(
          new Wait(WaitReason.DELAYED, atLeastASecond(Duration.between(now, delayed.get()))));
    }
    return lock.taken(now, policy) < policy.limit(origin)
            && lock.taken(factor, now, policy) < policy.factor()
        ? Optional.empty()
        : Optional.of(new Wait(WaitReason.TOO_MANY_OPEN, atLeastASecond(policy.turn())));
  }

  private Decision<ToPermit> permitted(
      Permit command, Origin origin, List<LockoutEvent> before, Policy policy, Instant now) {
    var expires = now.plus(policy.permit());
    var source = command.source();
    var events = new ArrayList<>(before);
    events.add(
        new AttemptPermitted(
            attempt,
            account(),
            command.factor().word(),
            source.network(),
            now,
            expires,
            origin.device(),
            source.fingerprint().orElse(null),
            source.client().orElse(null),
            source.organisation().orElse(null)));
    return new Decision<>(events, new Permitted(expires));
  }

  private Decision<ToReport> failed(AttemptPermitted permit, Policy policy, Instant now) {
    var failure =
        new AttemptFailed(
            attempt,
            account(),
            permit.factor(),
            now,
            permit.device(),
            permit.network(),
            permit.fingerprint(),
            permit.organisation());
    var events = new ArrayList<LockoutEvent>(List.of(failure));
    if (Factor.counts(permit.factor())) {
      var origin = Origin.of(permit.device());
      locks.of(origin).after(failure).filled(account(), origin, policy, now).ifPresent(events::add);
    }
    return new Decision<>(events, new Recorded(Optional.empty(), suspect(failure)));
  }

  private static Optional<Suspect> suspect(AttemptFailed failure) {
    return failure.device() == null && failure.network() != null && Factor.counts(failure.factor())
        ? Optional.of(
            new Suspect(
                failure.network(),
                Optional.ofNullable(failure.fingerprint()),
                Optional.ofNullable(failure.organisation())))
        : Optional.empty();
  }

  private Decision<ToReport> succeeded(
      AttemptPermitted permit, Report command, Policy policy, Instant now) {
    var completed = command.outcome() == Outcome.COMPLETED;
    var known =
        completed
            ? Optional.of(permit.device() == null ? command.newDevice() : permit.device())
            : Optional.<String>empty();
    var events = new ArrayList<LockoutEvent>();
    // A passkey may complete while a lock that nobody has noticed is in force: it forgives the
    // failures that filled it, and not the lock.
    var origin = Origin.of(permit.device());
    locks.of(origin).filled(account(), origin, policy, now).ifPresent(events::add);
    events.add(
        new AttemptSucceeded(
            attempt,
            account(),
            permit.factor(),
            now,
            completed,
            permit.device(),
            known.orElse(null)));
    return new Decision<>(events, recorded(known));
  }

  private ToReport recorded(Optional<String> known) {
    return new Recorded(known.map(id -> new Device(id, locks.generation())), Optional.empty());
  }

  private ToPermit stillLocked(Permit command, Policy policy, Instant now) {
    var left =
        locks.of(origin(command)) instanceof Closed(var until, _)
            ? Duration.between(now, until)
            : policy.turn();
    return new Locked(atLeastASecond(left));
  }

  private AttemptRefused refusal(Permit command, Origin origin, Instant now, String reason) {
    return new AttemptRefused(
        attempt,
        account(),
        command.factor().word(),
        command.source().network(),
        now,
        reason,
        origin.device(),
        command.source().client().orElse(null),
        command.source().organisation().orElse(null));
  }

  private boolean isOf(String of, String factor, Permit command) {
    return of.equals(account()) && factor.equals(command.factor().word());
  }

  private static Contradicted other() {
    return new Contradicted(Contradiction.OTHER_ATTEMPT);
  }

  private static <A> Decision<A> said(A answer) {
    return new Decision<>(List.of(), answer);
  }

  // Whole seconds are told, and none at all would be no wait.
  private static Duration atLeastASecond(Duration wait) {
    return Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
