package fr.vigie.audit.ingest;

import java.time.Duration;

/// Ingestion that tries again at once.
record TestSettings(String group, int batch) implements IngestSettings {
  @Override
  public Duration retryAfter() {
    return Duration.ofMillis(20);
  }

  @Override
  public Duration retryAtMost() {
    return Duration.ofMillis(200);
  }

  @Override
  public Duration silence() {
    return Duration.ofMillis(500);
  }
}
