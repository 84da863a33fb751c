package fr.vigie.lockout.locks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an account stands now: for strangers first, then for each device it knows that something
/// happened to.
///
/// @param state `open` or `locked`
/// @param failures different wrong secrets that count
/// @param open guesses under way
/// @param left guesses that may still be permitted
/// @param delayedUntil until when a guess has to wait; null where it has not
/// @param until the end of the lock; null where there is none
public record AccountStatus(
    String account,
    String state,
    int failures,
    int open,
    int left,
    @Nullable Instant delayedUntil,
    @Nullable Instant until,
    List<OfDevice> devices) {

  public AccountStatus {
    devices = List.copyOf(devices);
  }

  /// The same for one device.
  public record OfDevice(
      String device,
      String state,
      int failures,
      int open,
      int left,
      @Nullable Instant delayedUntil,
      @Nullable Instant until) {}

  static AccountStatus of(AccountLocks locks, Policy policy, Instant now) {
    var strangers = standing(locks, new Origin.Strangers(), policy, now);
    var devices =
        locks.byOrigin().keySet().stream()
            .filter(origin -> origin.device() != null)
            .map(origin -> standing(locks, origin, policy, now))
            .sorted(java.util.Comparator.comparing(OfDevice::device))
            .toList();
    return new AccountStatus(
        locks.account(),
        strangers.state(),
        strangers.failures(),
        strangers.open(),
        strangers.left(),
        strangers.delayedUntil(),
        strangers.until(),
        devices);
  }

  private static OfDevice standing(AccountLocks locks, Origin origin, Policy policy, Instant now) {
    var lock = locks.of(origin);
    var name = origin.device() == null ? "" : origin.device();
    var due = lock.filled(locks.account(), origin, policy, now).map(lock::after).orElse(lock);
    if (due instanceof Lock.Closed(var until, _) && now.isBefore(until)) {
      return new OfDevice(name, "locked", policy.limit(origin), 0, 0, null, until);
    }
    var open =
        (int)
            due.guesses(now, policy).stream()
                .filter(guess -> guess.failedBy(now).isEmpty())
                .count();
    var taken = due.taken(now, policy);
    return new OfDevice(
        name,
        "open",
        taken - open,
        open,
        Math.max(0, policy.limit(origin) - taken),
        due.delayedUntil(policy, now).orElse(null),
        null);
  }
}
