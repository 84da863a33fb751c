package fr.vigie.records.budgets;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Takes pieces of an organisation's day.
@ApplicationScoped
public class Tranches {

  private final EventStore store;
  private final ExposurePolicy policy;
  private final Clock clock;

  public Tranches(EventStore store, ExposurePolicy policy, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  /// Takes one for the asker. Empty where it was taken; else what is used up, and that is an event.
  ///
  /// @param asked what for: `read`, `search`, ...
  public Uni<Optional<Refusal>> take(Asker asker, String asked, Map<String, String> attributes) {
    var now = clock.instant();
    return InTime.of(() ->
            store.decide(
                attributes,
                Tranche.boundary(asker, now),
                Tranche.before(asker, now),
                Tranche::after,
                state -> Tranche.decide(asked, state, policy, now)))
        .map(Decided::answer);
  }
}
