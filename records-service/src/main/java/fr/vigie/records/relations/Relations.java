package fr.vigie.records.relations;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/// The door: grants and ends rights.
@ApplicationScoped
class Relations {

  private final EventStore store;
  private final Clock clock;

  Relations(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Uni<RelationAnswer> handle(
      Asker manager, RelationCommand command, Map<String, String> attributes) {
    var now = clock.instant();
    var fresh = UUID.randomUUID();
    return InTime.of(() ->
            store.decide(
                attributes,
                Granting.boundary(manager, command),
                Granting.before(command),
                (state, event) -> state.after(event.payload()),
                state -> Granting.decide(manager, command, state, fresh, now)))
        .map(Decided::answer);
  }
}
