package fr.vigie.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What is asked of the log.
@ConfigMapping(prefix = "vigie.audit.log")
public interface LogSettings {

  /// How long a hole in a source's positions may stay open before it counts as a withheld event.
  /// Events of one source come over several partitions, so a hole that closes is nothing.
  @WithDefault("60s")
  Duration gapBound();

  /// How often holes are looked for.
  @WithDefault("1s")
  Duration gapInterval();
}
