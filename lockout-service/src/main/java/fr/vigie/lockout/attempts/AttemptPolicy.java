package fr.vigie.lockout.attempts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How many guesses, and what follows them.
@ConfigMapping(prefix = "vigie.lockout.attempts")
public interface AttemptPolicy {

  /// CNIL, deliberation 2022-100 on passwords: blocked after ten failures at the latest. NIST SP
  /// 800-63B-4 allows 100 in a row: a policy may only be stricter. In 2024 it took 50.
  int MAX_FAILURES = 10;

  /// The longest memory: twice as long is what a decision reads at the least.
  Duration MAX_MEMORY = Duration.ofHours(12);

  /// Wrong guesses, over all factors together, that lock the account (R1, R2).
  @WithDefault("5")
  int failures();

  /// How long a lock lasts, from the failure that filled the measure. Time-limited, so that a
  /// stranger's guesses are no denial of service without end (R6).
  @WithDefault("15m")
  Duration lock();

  /// How long a permit waits for its outcome before it counts as failed.
  @WithDefault("60s")
  Duration permit();

  /// How long a failure that led to no lock is remembered, from its permit.
  @WithDefault("12h")
  Duration memory();

  /// What a caller is told to wait where every guess left is under way: one verification takes a
  /// fraction of it.
  @WithDefault("1s")
  Duration turn();

  /// Refuses a policy that bounds nothing.
  ///
  /// @throws IllegalStateException names the setting, its value and what is allowed
  static void requireSound(AttemptPolicy policy) {
    require(
        policy.failures() >= 1 && policy.failures() <= MAX_FAILURES,
        "failures",
        policy.failures(),
        "1 to " + MAX_FAILURES);
    require(isWithin(policy.memory(), MAX_MEMORY), "memory", policy.memory(), "up to 12h");
    require(
        isWithin(policy.lock(), policy.memory()), "lock", policy.lock(), "up to vigie...memory");
    require(
        isWithin(policy.permit(), policy.lock()), "permit", policy.permit(), "up to vigie...lock");
    require(
        isWithin(policy.turn(), policy.permit()), "turn", policy.turn(), "up to vigie...permit");
  }

  private static boolean isWithin(Duration duration, Duration most) {
    return duration.isPositive() && duration.compareTo(most) <= 0;
  }

  private static void require(boolean sound, String setting, Object value, String allowed) {
    if (!sound) {
      throw new IllegalStateException(
          "vigie.lockout.attempts.%s is %s; allowed: %s"
              .formatted(setting, value, allowed.replace("...", ".lockout.attempts.")));
    }
  }
}
