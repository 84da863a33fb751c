package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.LockoutEvent.DevicesRevoked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.contracts.lockout.LockoutEvent.LockExtended;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.AccountLocks;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.spraying.Failures;
import fr.vigie.lockout.spraying.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The guesses there were, decided once more under another policy, by the same code.
///
/// A guess that was refused then and is permitted now has no outcome: it counts as failed, as a
/// permit does that is never reported. So what it says of a laxer policy is the worst case. Sources
/// that were throttled are not throttled again.
public final class Rehearsal {

  private static final Failures NO_FAILURES =
      Failures.none(new Suspect("", Optional.empty(), Optional.empty()));

  private final Policy policy;
  private final Map<String, AccountLocks> accounts = new HashMap<>();
  private final Map<String, AttemptPermitted> open = new HashMap<>();
  private final List<AccountLocked> locks = new ArrayList<>();
  private long guesses;

  public Rehearsal(Policy policy) {
    this.policy = policy;
  }

  /// What happened next.
  public void take(LockoutEvent event) {
    switch (event) {
      case AttemptPermitted e ->
          ask(
              e.attempt(),
              e.account(),
              e.factor(),
              e.device(),
              new Source(
                  e.network(),
                  Optional.ofNullable(e.fingerprint()),
                  Optional.ofNullable(e.client()),
                  Optional.ofNullable(e.organisation())),
              e.at());
      case AttemptRefused e ->
          ask(
              e.attempt(),
              e.account(),
              e.factor(),
              e.device(),
              new Source(e.network(), Optional.empty(), Optional.empty(), Optional.empty()),
              e.at());
      case AttemptFailed e -> tell(e.attempt(), Outcome.WRONG, null, e.at());
      case AttemptSucceeded e ->
          tell(e.attempt(), e.completed() ? Outcome.COMPLETED : Outcome.RIGHT, e.known(), e.at());
      case LockCleared _, DevicesRevoked _ -> happened(event);
      // What the policy of that time did, or an officer because of it.
      case AccountLocked _, LockExpired _, LockExtended _ -> {}
    }
  }

  /// The locks there would have been by `now`, as they came about.
  public List<AccountLocked> locks(Instant now) {
    accounts.forEach((account, state) ->
        state
            .byOrigin()
            .forEach(
                (origin, lock) -> lock.filled(account, origin, policy, now).ifPresent(locks::add)));
    return List.copyOf(locks);
  }

  /// How many guesses were asked for.
  public long guesses() {
    return guesses;
  }

  private void ask(
      String attempt,
      String account,
      String word,
      @Nullable String device,
      Source source,
      Instant at) {
    var factor = Factor.of(word);
    if (factor.isEmpty() || open.containsKey(attempt)) {
      return;
    }
    guesses++;
    var state = state(account);
    var known = Optional.ofNullable(device).map(id -> new Device(id, state.generation()));
    var command =
        new Permit(UUID.fromString(attempt), new AccountKey(account), factor.get(), known, source);
    var decision =
        new Standing(attempt, state, new Fate.UnheardOf(), NO_FAILURES).decide(command, policy, at);
    happened(decision);
    if (decision.answer() instanceof Permitted) {
      for (var event : decision.events()) {
        if (event instanceof AttemptPermitted permit) {
          open.put(attempt, permit);
        }
      }
    }
  }

  private void tell(String attempt, Outcome outcome, @Nullable String known, Instant at) {
    var permit = open.remove(attempt);
    if (permit == null) {
      return;
    }
    var command =
        new Report(
            UUID.fromString(attempt),
            new AccountKey(permit.account()),
            outcome,
            known == null ? "" : known);
    happened(
        new Standing(attempt, state(permit.account()), new Fate.Permitted(permit), NO_FAILURES)
            .decide(command, policy, at));
  }

  private void happened(Decision<?> decision) {
    for (var event : decision.events()) {
      happened((LockoutEvent) event);
    }
  }

  private void happened(LockoutEvent event) {
    accounts.put(event.account(), state(event.account()).after(event));
    if (event instanceof AccountLocked locked) {
      locks.add(locked);
    }
  }

  private AccountLocks state(String account) {
    return accounts.getOrDefault(account, AccountLocks.untouched(new AccountKey(account)));
  }
}
