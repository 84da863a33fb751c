package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradiction;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptAnswer.TooManyOpen;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.Lock.Closed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// All that a decision about one attempt at one account depends on, folded from its boundary.
///
/// @param fate of that attempt
record Standing(String account, String attempt, Lock lock, Fate fate) {

  private static final String LOCKED = "locked";
  private static final String TOO_MANY_OPEN = "too-many-open";

  static Standing before(AttemptCommand command) {
    return new Standing(
        command.account().value(),
        command.attempt().toString(),
        Lock.neverTried(),
        new Fate.UnheardOf());
  }

  /// This standing after one more event of the boundary. An attempt of the same id at another
  /// account is in it too: it says something of the attempt, and nothing of this account.
  Standing after(LockoutEvent event) {
    return new Standing(
        account,
        attempt,
        event.account().equals(account) ? lock.after(event) : lock,
        fate.after(attempt, event));
  }

  Decision<ToPermit> decide(Permit command, AttemptPolicy policy, Instant now) {
    return switch (fate) {
      case Fate.UnheardOf _ -> permit(command, false, policy, now);
      case Fate.Permitted(var of, var factor, var expires) ->
          said(isOf(of, factor, command) ? new Permitted(expires) : other());
      case Fate.Refused(var of, var factor, _) when !isOf(of, factor, command) -> said(other());
      case Fate.Refused(_, _, var reason) when reason.equals(LOCKED) ->
          said(stillLocked(policy, now));
      case Fate.Refused _ -> permit(command, true, policy, now);
      case Fate.Reported _ -> said(new Contradicted(Contradiction.REPORTED));
    };
  }

  Decision<ToReport> decide(Report command, AttemptPolicy policy, Instant now) {
    return switch (fate) {
      case Fate.UnheardOf _, Fate.Refused _ ->
          said(new Contradicted(Contradiction.NO_SUCH_ATTEMPT));
      case Fate.Permitted(var of, _, _) when !of.equals(account) -> said(other());
      case Fate.Permitted(_, var factor, _) when command.outcome() == Outcome.WRONG ->
          failed(factor, policy, now);
      case Fate.Permitted(_, _, var expires) when !now.isBefore(expires) ->
          said(new Contradicted(Contradiction.EXPIRED));
      case Fate.Permitted(_, var factor, _) -> succeeded(factor, command.outcome(), now);
      case Fate.Reported(var of, _) when !of.equals(account) -> said(other());
      case Fate.Reported(_, var outcome) ->
          said(
              outcome == command.outcome()
                  ? new Recorded()
                  : new Contradicted(Contradiction.REPORTED));
    };
  }

  private Decision<ToPermit> permit(
      Permit command, boolean waited, AttemptPolicy policy, Instant now) {
    var events = new ArrayList<LockoutEvent>();
    // Permits that expired may have filled the measure while nobody was there to say so.
    var overdue = lock.filled(account, policy, now);
    overdue.ifPresent(events::add);
    var current = overdue.map(lock::after).orElse(lock);

    if (current instanceof Closed(var until) && now.isBefore(until)) {
      events.add(refusal(command, now, LOCKED));
      return new Decision<>(events, new Locked(atLeastASecond(Duration.between(now, until))));
    }
    if (current.guesses(now, policy).size() >= policy.failures()) {
      if (!waited) {
        events.add(refusal(command, now, TOO_MANY_OPEN));
      }
      return new Decision<>(events, new TooManyOpen(atLeastASecond(policy.turn())));
    }
    var expires = now.plus(policy.permit());
    events.add(
        new AttemptPermitted(
            attempt, account, command.factor().word(), command.network(), now, expires));
    return new Decision<>(events, new Permitted(expires));
  }

  private Decision<ToReport> failed(String factor, AttemptPolicy policy, Instant now) {
    var failure = new AttemptFailed(attempt, account, factor, now);
    var events = new ArrayList<LockoutEvent>(List.of(failure));
    lock.after(failure).filled(account, policy, now).ifPresent(events::add);
    return new Decision<>(events, new Recorded());
  }

  private Decision<ToReport> succeeded(String factor, Outcome outcome, Instant now) {
    return new Decision<>(
        List.of(new AttemptSucceeded(attempt, account, factor, now, outcome == Outcome.COMPLETED)),
        new Recorded());
  }

  private ToPermit stillLocked(AttemptPolicy policy, Instant now) {
    var left = lock instanceof Closed(var until) ? Duration.between(now, until) : policy.turn();
    return new Locked(atLeastASecond(left));
  }

  private AttemptRefused refusal(Permit command, Instant now, String reason) {
    return new AttemptRefused(
        attempt, account, command.factor().word(), command.network(), now, reason);
  }

  private boolean isOf(String of, String factor, Permit command) {
    return of.equals(account) && factor.equals(command.factor().word());
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
