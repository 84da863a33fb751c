package fr.vigie.lockout.locks;

import java.time.Duration;

/// How many guesses, and what follows them: every number that a decision uses. It cannot be made
/// with numbers that bound nothing.
///
/// @param strangers wrong guesses, over all factors together, that lock an account for all devices
///   it does not know (R1, R2)
/// @param device the same, for each device it knows
/// @param factor wrong guesses at one factor alone that do the same
/// @param free wrong guesses after which nobody has to wait yet: a slip of the finger
/// @param delay the wait after the next one; twice as long after each (R3)
/// @param longestDelay the longest wait
/// @param lock how long a lock lasts, from the failure that filled the measure; twice as long each
///   time in a row. Time-limited, so that guesses are no denial of service without end (R6)
/// @param longestLock the longest lock
/// @param permit how long a permit waits for its outcome before it counts as failed
/// @param memory how long a failure that led to no lock is remembered, from its permit; and how
///   long after a lock the next one is the next in a row
/// @param turn what a caller is told to wait where every guess left is under way: one verification
///   takes a fraction of it
/// @param spraying at how many accounts strangers may fail from one source (R5)
public record Policy(
    int strangers,
    int device,
    int factor,
    int free,
    Duration delay,
    Duration longestDelay,
    Duration lock,
    Duration longestLock,
    Duration permit,
    Duration memory,
    Duration turn,
    Spraying spraying) {

  /// What tells spraying from slips of the finger.
  ///
  /// @param networkAccounts different accounts failed at from one network within the window
  /// @param secretAccounts different accounts failed at with one password
  /// @param organisationAccounts different accounts of one organisation failed at within the
  ///   window: an alert, and nothing else, since it would stop the innocent
  /// @param window at most ten minutes: what a decision reads at the least
  public record Spraying(
      int networkAccounts, int secretAccounts, int organisationAccounts, Duration window) {

    /// @throws IllegalArgumentException as [Policy] does
    public Spraying {
      require(networkAccounts >= 1, "network-accounts", networkAccounts, "1 or more");
      require(secretAccounts >= 1, "secret-accounts", secretAccounts, "1 or more");
      require(
          organisationAccounts >= 1, "organisation-accounts", organisationAccounts, "1 or more");
      require(isWithin(window, MAX_WINDOW), "window", window, "up to 10m");
    }
  }

  /// CNIL, deliberation 2022-100 on passwords: blocked after ten failures at the latest. NIST SP
  /// 800-63B-4 allows 100 in a row: a policy may only be stricter. In 2024 it took 50.
  public static final int MAX_FAILURES = 10;

  /// The longest memory and the longest lock: four times as long is what a decision reads at the
  /// least.
  public static final Duration MAX_MEMORY = Duration.ofHours(12);

  /// R5.
  public static final Duration MAX_WINDOW = Duration.ofMinutes(10);

  /// NIST SP 800-63B-4, on rate limiting: "30 seconds up to an hour".
  public static final Duration MAX_DELAY = Duration.ofHours(1);

  /// @throws IllegalArgumentException names the number that bounds nothing, and what is allowed
  public Policy {
    require(isWithin(strangers, MAX_FAILURES), "strangers", strangers, "1 to " + MAX_FAILURES);
    require(isWithin(device, MAX_FAILURES), "device", device, "1 to " + MAX_FAILURES);
    require(isWithin(factor, MAX_FAILURES), "factor", factor, "1 to " + MAX_FAILURES);
    require(
        free >= 0 && free < Math.min(factor, Math.min(strangers, device)),
        "free",
        free,
        "0 to one less than a lock");
    require(isWithin(longestDelay, MAX_DELAY), "longest-delay", longestDelay, "up to 1h");
    require(isWithin(delay, longestDelay), "delay", delay, "up to longest-delay");
    require(isWithin(memory, MAX_MEMORY), "memory", memory, "up to 12h");
    require(isWithin(longestLock, memory), "longest-lock", longestLock, "up to memory");
    require(isWithin(lock, longestLock), "lock", lock, "up to longest-lock");
    require(isWithin(permit, lock), "permit", permit, "up to lock");
    require(isWithin(turn, permit), "turn", turn, "up to permit");
  }

  /// Wrong guesses that lock an account for an origin.
  public int limit(Origin origin) {
    return switch (origin) {
      case Origin.Strangers() -> strangers;
      case Origin.Device(_) -> device;
    };
  }

  /// How long to wait after so many wrong secrets.
  Duration delayAfter(int secrets) {
    return doubled(delay, Math.max(0, secrets - free - 1), longestDelay);
  }

  /// How long the lock lasts that is the `times`th in a row.
  Duration lockFor(int times) {
    return doubled(lock, times - 1, longestLock);
  }

  private static Duration doubled(Duration first, int times, Duration most) {
    var all = first.multipliedBy(1L << Math.min(times, 30));
    return all.compareTo(most) < 0 ? all : most;
  }

  private static boolean isWithin(int number, int most) {
    return number >= 1 && number <= most;
  }

  private static boolean isWithin(Duration duration, Duration most) {
    return duration.isPositive() && duration.compareTo(most) <= 0;
  }

  private static void require(boolean sound, String setting, Object value, String allowed) {
    if (!sound) {
      throw new IllegalArgumentException(
          "vigie.lockout.policy.%s is %s; allowed: %s".formatted(setting, value, allowed));
    }
  }
}
