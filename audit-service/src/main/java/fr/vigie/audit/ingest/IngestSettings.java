package fr.vigie.audit.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How records are taken from the topics.
@ConfigMapping(prefix = "vigie.audit.ingest")
public interface IngestSettings {

  /// The consumer group: one over all replicas.
  @WithDefault("audit-service")
  String group();

  /// Records written to the log in one transaction, at most. Twice as many are in memory: one batch
  /// on its way into the log, one that is read meanwhile.
  @WithDefault("2000")
  int batch();

  /// How long to wait before something that failed is tried again; doubled each time.
  @WithDefault("100ms")
  Duration retryAfter();

  /// The longest such wait.
  @WithDefault("5s")
  Duration retryAtMost();

  /// How long the topics may be silent before the broker is asked whether it is there.
  @WithDefault("5s")
  Duration silence();
}
