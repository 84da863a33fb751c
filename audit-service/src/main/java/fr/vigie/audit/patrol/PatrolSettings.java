package fr.vigie.audit.patrol;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How fast the log is read again. By default 5,000 leaves a second: ten million in half an hour,
/// and a log of two thousand between two checkpoints. A little at a time, so that nobody who asks
/// meanwhile waits for it.
@ConfigMapping(prefix = "vigie.audit.patrol")
public interface PatrolSettings {

  /// Between two looks.
  @WithDefault("100ms")
  Duration interval();

  /// Tiles, of 256 leaves, that are looked at each time.
  @WithDefault("2")
  int tiles();
}
