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
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.locks.LockTags;
import fr.vigie.lockout.policy.PolicyTags;
import fr.vigie.lockout.spraying.SprayingTags;
import java.time.Instant;
import java.util.HashSet;
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

  /// What a decision depends on. Whether devices were revoked concerns only who shows one, or is to
  /// get one.
  static Boundary around(AttemptCommand command, Instant now) {
    var account =
        switch (command) {
          case Permit permit when permit.device().isEmpty() ->
              LockTags.around(command.account(), now);
          case Report report when report.outcome() != Outcome.COMPLETED ->
              LockTags.around(command.account(), now);
          case Permit _, Report _ -> LockTags.withDevices(command.account(), now);
        };
    var attempt = attempt(command.attempt().toString());
    return PolicyTags.or(
        switch (command) {
          // A new attempt, and most often at an account that nobody has guessed at for days.
          case Permit permit when permit.suspect().isPresent() ->
              SprayingTags.or(
                  account.whollyUnlikely().orUnlikely(attempt, OF_AN_ATTEMPT),
                  permit.suspect().get(),
                  now);
          case Permit _ -> account.orUnlikely(attempt, OF_AN_ATTEMPT);
          case Report _ -> account.or(attempt, OF_AN_ATTEMPT);
        });
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
