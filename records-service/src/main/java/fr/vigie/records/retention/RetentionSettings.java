package fr.vigie.records.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When data that may no longer be kept is looked for.
@ConfigMapping(prefix = "vigie.records.retention")
public interface RetentionSettings {

  /// Time between two looks; each erases up to 200 persons' data. The periods are days: a minute
  /// keeps up with 288,000 a day and keeps nothing a day too long.
  @WithDefault("1m")
  Duration every();
}
