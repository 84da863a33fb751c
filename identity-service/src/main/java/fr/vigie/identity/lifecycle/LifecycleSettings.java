package fr.vigie.identity.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The settings of accounts' lives.
@ConfigMapping(prefix = "vigie.identity.lifecycle")
public interface LifecycleSettings {

  /// Whoever has not signed in for so long is off (R33). Longer than 45 days does not start, unless
  /// on one machine.
  @WithDefault("45d")
  Duration dormantAfter();

  /// Roles are to be looked at again after so long (R33).
  @WithDefault("365d")
  Duration reviewedEvery();
}
