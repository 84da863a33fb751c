package fr.vigie.records.disclosure;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses to start with a budget that would let one account take the register.
@ApplicationScoped
class ExposureBound {

  void check(@Observes StartupEvent unused, ExposurePolicy policy) {
    check(policy.personsPerDay());
  }

  static void check(int personsPerDay) {
    if (personsPerDay < 1 || personsPerDay > ExposurePolicy.MOST_PERSONS_PER_DAY) {
      throw new IllegalStateException(
          "vigie.records.exposure.persons-per-day is %d: it must lie between 1 and %d"
              .formatted(personsPerDay, ExposurePolicy.MOST_PERSONS_PER_DAY));
    }
  }
}
