package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/// The events of this room as they are stored, and the boundaries its decisions read. The package's
/// own page says why three days are enough.
public final class AttemptTags {

  private static final Class<?>[] COUNTING = {
    AttemptPermitted.class, AttemptFailed.class, AttemptSucceeded.class, AccountLocked.class
  };
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
        .stored("lockout.account-locked", 1, AccountLocked.class, AttemptTags::of);
  }

  /// By what an event is found again.
  static Set<EventTag> of(LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e -> Set.of(attempt(e.attempt()), day(e));
      case AttemptFailed e -> Set.of(attempt(e.attempt()), day(e));
      case AttemptSucceeded e -> Set.of(attempt(e.attempt()), day(e));
      case AttemptRefused e -> Set.of(attempt(e.attempt()));
      case AccountLocked e -> Set.of(day(e));
    };
  }

  static Boundary around(AttemptCommand command, Instant now) {
    return around(command.account(), now).or(attempt(command.attempt().toString()), OF_AN_ATTEMPT);
  }

  static Boundary around(AccountKey account, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Boundary.of(day(account.value(), today.minusDays(1)), COUNTING)
        .or(day(account.value(), today), COUNTING)
        .or(day(account.value(), today.plusDays(1)), COUNTING);
  }

  private static EventTag attempt(String attempt) {
    return EventTag.of("attempt", attempt);
  }

  private static EventTag day(LockoutEvent event) {
    return day(event.account(), LocalDate.ofInstant(event.at(), ZoneOffset.UTC));
  }

  private static EventTag day(String account, LocalDate day) {
    return EventTag.of("account-day", account + "/" + day);
  }
}
