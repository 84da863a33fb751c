package fr.vigie.records.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How far the log may fall behind.
@ConfigMapping(prefix = "vigie.records.outbox")
public interface OutboxBound {

  /// Events that may wait for Kafka before records are no longer shown. They are safe in the store,
  /// but nobody watches them yet: detection is blind for as long. 100,000 are over 8 minutes of the
  /// whole register's mean of 200 disclosures a second, and hours of one agency.
  @WithDefault("100000")
  long bound();

  /// How long an import waits for the relay to catch up before it is sent away.
  @WithDefault("30s")
  Duration importPatience();
}
