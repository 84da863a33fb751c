package fr.vigie.audit.views;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How views follow the log.
@ConfigMapping(prefix = "vigie.audit.views")
public interface ViewSettings {

  /// The pause before new leaves are looked for, where there were none.
  @WithDefault("100ms")
  Duration interval();

  /// The most leaves taken into a view in one transaction.
  @WithDefault("2000")
  int batch();
}
