package fr.vigie.records.glass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How far an advisor may go on the own word (R28). A service with wider bounds does not start.
@ConfigMapping(prefix = "vigie.records.glass")
public interface GlassPolicy {

  /// Glasses of a day; those of before that nobody has looked at count as well. From 0 to 5.
  @WithDefault("5")
  int perDay();

  /// How long one stays broken. From one minute to an hour.
  @WithDefault("1h")
  Duration length();

  /// How long after a use that was called an abuse there is no other. Not under a day.
  @WithDefault("30d")
  Duration afterAbuse();

  /// Refuses a policy that would make the exception the rule.
  ///
  /// @throws IllegalStateException where a bound is out of its range
  static void requireSound(GlassPolicy policy) {
    require("per-day", policy.perDay() >= 0 && policy.perDay() <= 5, "from 0 to 5");
    require(
        "length",
        policy.length().compareTo(Duration.ofMinutes(1)) >= 0
            && policy.length().compareTo(Duration.ofHours(1)) <= 0,
        "from one minute to an hour");
    require(
        "after-abuse", policy.afterAbuse().compareTo(Duration.ofDays(1)) >= 0, "a day at least");
  }

  private static void require(String name, boolean holds, String must) {
    if (!holds) {
      throw new IllegalStateException(
          "vigie.records.glass.%s is out of its range: it must be %s".formatted(name, must));
    }
  }
}
