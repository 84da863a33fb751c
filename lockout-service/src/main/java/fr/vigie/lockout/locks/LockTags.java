package fr.vigie.lockout.locks;

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
import java.time.Instant;
import java.util.Set;

/// By what the events of an account are found again. The package's own page says why the period
/// before this one is far enough back.
public final class LockTags {

  /// As far as a decision may have to look back.
  private static final long PERIOD_SECONDS = 2 * 24 * 3600L;

  private static final Class<?>[] COUNTING = {
    AttemptPermitted.class,
    AttemptFailed.class,
    AttemptSucceeded.class,
    AccountLocked.class,
    LockExpired.class,
    LockExtended.class,
    LockCleared.class
  };

  private LockTags() {}

  /// The tags an event bears because of its account; none for one that no count depends on.
  public static Set<EventTag> of(LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e -> Factor.counts(e.factor()) ? period(e) : Set.of();
      case AttemptFailed e -> Factor.counts(e.factor()) ? period(e) : Set.of();
      // A passkey, too, clears the count of the device it completes a sign-in on.
      case AttemptSucceeded e -> Factor.counts(e.factor()) || e.completed() ? period(e) : Set.of();
      case AttemptRefused _ -> Set.of();
      case AccountLocked e -> period(e);
      case LockExpired e -> period(e);
      case LockExtended e -> period(e);
      case LockCleared e -> period(e);
      case DevicesRevoked e -> Set.of(devices(e.account()));
    };
  }

  /// What counts at an account at `now`.
  public static Boundary around(AccountKey account, Instant now) {
    var period = period(now);
    return Boundary.of(tag(account.value(), period), COUNTING)
        .or(tag(account.value(), period - 1), COUNTING)
        .orUnlikely(tag(account.value(), period + 1), COUNTING);
  }

  /// Whether its devices were revoked.
  public static Boundary devices(AccountKey account) {
    return Boundary.of(devices(account.value()), DevicesRevoked.class).whollyUnlikely();
  }

  /// Whether its devices were revoked, and the same.
  public static Boundary withDevices(AccountKey account, Instant now) {
    var period = period(now);
    return devices(account)
        .or(tag(account.value(), period), COUNTING)
        .or(tag(account.value(), period - 1), COUNTING)
        .orUnlikely(tag(account.value(), period + 1), COUNTING);
  }

  private static Set<EventTag> period(LockoutEvent event) {
    return Set.of(tag(event.account(), period(event.at())));
  }

  private static long period(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), PERIOD_SECONDS);
  }

  private static EventTag tag(String account, long period) {
    return EventTag.of("account", account + "/" + period);
  }

  private static EventTag devices(String account) {
    return EventTag.of("account-devices", account);
  }
}
