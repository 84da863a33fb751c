package fr.vigie.records.disclosure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much of the register one advisor may see.
@ConfigMapping(prefix = "vigie.records.exposure")
public interface ExposurePolicy {

  /// The most a service starts with: R29.
  int MOST_PERSONS_PER_DAY = 200;

  /// Distinct persons whose record one advisor may open in a day, midnight to midnight in Paris.
  /// Opening the same record again debits nothing. From 1 to 200, and no role is above it; an
  /// advisor's busy day has about 150 (R29).
  @WithDefault("200")
  int personsPerDay();
}
