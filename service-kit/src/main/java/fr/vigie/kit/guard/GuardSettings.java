package fr.vigie.kit.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long the guard trusts what it knows.
@ConfigMapping(prefix = "vigie.guard")
public interface GuardSettings {

  /// The longest a guard that is cut off from Kafka lets anybody in. Shorter means more refusals
  /// when a broker is changed, longer means more seconds for somebody who is frozen. R21 wants one
  /// second over all replicas that are connected; this is about those that are not.
  @WithDefault("5s")
  Duration bound();

  /// How long the end of a session is remembered: longer than an access token lives, and clocks
  /// differ.
  @WithDefault("15m")
  Duration tokenLife();

  /// How long a start waits for the table to be complete. After it the service starts, is not
  /// ready, and refuses.
  @WithDefault("10s")
  Duration startPatience();
}
