package fr.vigie.audit.retention;

import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.LogEvent.HoldLifted;
import fr.vigie.contracts.audit.LogEvent.HoldPlaced;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// The door to legal holds: as long as one is open, no contents are removed.
@ApplicationScoped
public class Holds {

  static final EventTag TAG = EventTag.of("log", "holds");

  private static final Boundary BOUNDARY = Boundary.of(TAG, HoldPlaced.class, HoldLifted.class);

  private final EventStore store;

  Holds(EventStore store) {
    this.store = store;
  }

  /// Places one.
  ///
  /// @return its reference
  String place(Caller caller, String reason) {
    var placed = new HoldPlaced(UUID.randomUUID().toString(), caller.account(), reason);
    var _ = Asked.await(store.append(caller.attributes(), List.of(placed)));
    return placed.hold();
  }

  /// Lifts one.
  OpenHolds.Answer lift(Caller caller, String hold, String reason) {
    return Asked.await(
            store.decide(
                caller.attributes(),
                BOUNDARY,
                OpenHolds.NONE,
                (open, event) -> open.after((LogEvent) event.payload()),
                open -> {
                  var answer = open.lift(hold, caller.account());
                  return new Decision<>(
                      answer == OpenHolds.Answer.LIFTED
                          ? List.of(new HoldLifted(hold, caller.account(), reason))
                          : List.of(),
                      answer);
                }))
        .answer();
  }

  /// Those that are open.
  OpenHolds open() {
    var open = OpenHolds.NONE;
    for (var event : Asked.await(store.read(BOUNDARY))) {
      open = open.after((LogEvent) event.payload());
    }
    return open;
  }
}
