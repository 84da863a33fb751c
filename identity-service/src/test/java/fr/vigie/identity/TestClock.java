package fr.vigie.identity;

import fr.vigie.testkit.MutableClock;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The service's clock in tests: it moves when a test turns it.
final class TestClock {

  static final MutableClock NOW = MutableClock.at("2026-01-05T09:00:00Z");

  @Produces
  @Singleton
  @Mock
  Clock clock() {
    return NOW;
  }
}
