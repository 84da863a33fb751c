package fr.vigie.audit.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// How long the log keeps contents.
@ConfigMapping(prefix = "vigie.audit.retention")
public interface RetentionSettings {

  /// Full months that contents are kept after the month of their arrival: 6 to 12, and up to 36
  /// where a reason is given.
  @WithDefault("12")
  int months();

  /// Why contents are kept for longer than 12 months: a decision's number, say. It becomes a leaf.
  Optional<String> reason();

  /// How often it is looked whether a month's time is over.
  @WithDefault("1h")
  Duration interval();
}
