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
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.locks.LockTags;
import fr.vigie.lockout.policy.PolicyTags;
import fr.vigie.lockout.spraying.SprayingTags;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The events of guesses as they are stored, and the boundaries that decisions about them read.
public final class AttemptTags {

  private static final Class<?>[] OF_AN_ATTEMPT = {
    AttemptPermitted.class, AttemptFailed.class, AttemptSucceeded.class, AttemptRefused.class
  };

  private AttemptTags() {}

  /// Names the events for ever.
  public static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("lockout.attempt-permitted", 1, AttemptPermitted.class, AttemptTags::of)
        .stored("lockout.attempt-refused", 1, AttemptRefused.class, AttemptTags::of)
        .stored("lockout.attempt-failed", 1, AttemptFailed.class, AttemptTags::of)
        .stored("lockout.attempt-succeeded", 1, AttemptSucceeded.class, AttemptTags::of)
        .stored("lockout.account-locked", 1, AccountLocked.class, AttemptTags::of)
        .stored("lockout.lock-expired", 1, LockExpired.class, AttemptTags::of)
        .stored("lockout.lock-extended", 1, LockExtended.class, AttemptTags::of)
        .stored("lockout.lock-cleared", 1, LockCleared.class, AttemptTags::of)
        .stored("lockout.devices-revoked", 1, DevicesRevoked.class, AttemptTags::of);
  }

  /// By what an event is found again: what an attempt of any age came to is found by its own tag.
  static Set<EventTag> of(LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e -> with(e, attempt(e.attempt()));
      case AttemptRefused e -> with(e, attempt(e.attempt()));
      case AttemptFailed e -> {
        var all = new HashSet<>(with(e, attempt(e.attempt())));
        all.addAll(SprayingTags.of(e));
        yield all;
      }
      case AttemptSucceeded e -> with(e, attempt(e.attempt()));
      case AccountLocked _, LockExpired _, LockExtended _, LockCleared _, DevicesRevoked _ ->
          LockTags.of(event);
    };
  }

  /// What a decision depends on at its account: for a stranger's guess, most often nothing at all.
  /// What counts there is the same for all, so that a report goes on from its permit.
  ///
  /// The first criterion is the lane ([Boundary]), and strangers have one of their own: however
  /// many guess at once, nobody who shows a known device or a passkey, or reports, waits behind
  /// them.
  static List<Boundary> account(AttemptCommand command, Instant now) {
    var around = LockTags.around(command.account(), now);
    return command instanceof Permit permit && permit.suspect().isPresent()
        ? List.of(around.whollyUnlikely())
        : List.of(LockTags.devices(command.account()), around);
  }

  /// What it depends on besides: the attempt itself, the policy, and what else came from where a
  /// stranger guesses.
  static Boundary besides(AttemptCommand command, Instant now) {
    var attempt = attempt(command.attempt().toString());
    return switch (command) {
      case Permit permit ->
          permit
              .suspect()
              .map(suspect -> SprayingTags.or(isNew(attempt), suspect, now))
              .orElse(isNew(attempt));
      case Report _ -> PolicyTags.or(Boundary.of(attempt, OF_AN_ATTEMPT));
    };
  }

  private static Boundary isNew(EventTag attempt) {
    return PolicyTags.or(Boundary.of(attempt, OF_AN_ATTEMPT).whollyUnlikely());
  }

  private static Set<EventTag> with(LockoutEvent event, EventTag tag) {
    var all = new HashSet<>(LockTags.of(event));
    all.add(tag);
    return all;
  }

  private static EventTag attempt(String attempt) {
    return EventTag.of("attempt", attempt);
  }
}
