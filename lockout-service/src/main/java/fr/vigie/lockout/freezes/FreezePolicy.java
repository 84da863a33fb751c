package fr.vigie.lockout.freezes;

import fr.vigie.contracts.status.Scope;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/// What is never frozen, and how much detectors may freeze by themselves.
@ConfigMapping(prefix = "vigie.lockout.freezes")
public interface FreezePolicy {

  /// Organisations that are never frozen as a whole: the security officers belong to them, and a
  /// freeze that leaves nobody to end it is an outage.
  @WithDefault("FT")
  Set<String> neverFrozen();

  /// Freezes by detectors within a minute after which the breaker opens. Sixty thousand advisors in
  /// ordinary times are some freezes a day; twenty a minute is a broken detector, or an attack that
  /// wants a human anyway.
  @WithDefault("20")
  int limit();

  /// The same for critical alerts, such as an exhausted exposure budget: they go on freezing past
  /// the other line, since each of them is data leaving, and stop here.
  @WithDefault("100")
  int criticalLimit();

  /// Whether this is never frozen.
  default boolean spares(Target target) {
    return target.scope() == Scope.ORGANISATION && neverFrozen().contains(target.reference());
  }

  /// Refuses a policy that bounds nothing.
  ///
  /// @throws IllegalStateException names the setting, its value and what is allowed
  static void requireSound(FreezePolicy policy) {
    require(policy.limit() >= 1, "limit", policy.limit(), "1 or more");
    require(
        policy.criticalLimit() >= policy.limit(),
        "critical-limit",
        policy.criticalLimit(),
        "vigie.lockout.freezes.limit or more");
  }

  private static void require(boolean sound, String setting, Object value, String allowed) {
    if (!sound) {
      throw new IllegalStateException(
          "vigie.lockout.freezes.%s is %s; allowed: %s".formatted(setting, value, allowed));
    }
  }
}
