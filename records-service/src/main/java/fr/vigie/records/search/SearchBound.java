package fr.vigie.records.search;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses to start with a bound that would let one account try numbers one by one.
@ApplicationScoped
class SearchBound {

  static final int MOST_MISSES_PER_DAY = 50;

  void check(@Observes StartupEvent unused, SearchPolicy policy) {
    check(policy.missesPerDay());
  }

  static void check(int missesPerDay) {
    if (missesPerDay < 1 || missesPerDay > MOST_MISSES_PER_DAY) {
      throw new IllegalStateException(
          "vigie.records.search.misses-per-day is %d: it must lie between 1 and %d"
              .formatted(missesPerDay, MOST_MISSES_PER_DAY));
    }
  }
}
