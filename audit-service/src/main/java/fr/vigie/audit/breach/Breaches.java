package fr.vigie.audit.breach;

import fr.vigie.audit.breach.Breach.Answer;
import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/// The door: reads a file's events, decides, appends. Called from threads that may wait.
@ApplicationScoped
public class Breaches {

  private static final EventTag REGISTER = EventTag.of("register", "breaches");

  private final EventStore store;
  private final Clock clock;

  Breaches(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// By what an event is found again.
  public static Set<EventTag> tags(BreachEvent event) {
    var own = EventTag.of("breach", event.breach());
    return event instanceof BreachOpened ? Set.of(own, REGISTER) : Set.of(own);
  }

  Answer handle(String breach, BreachCommand command, Caller caller) {
    return Asked.await(
            store.decide(
                caller.attributes(),
                boundary(breach),
                Breach.none(breach),
                (past, event) -> past.after((BreachEvent) event.payload()),
                past -> past.decide(command, now())))
        .answer();
  }

  /// One file as it is.
  Breach find(String breach) {
    var file = Breach.none(breach);
    for (var event : Asked.await(store.read(boundary(breach)))) {
      file = file.after((BreachEvent) event.payload());
    }
    return file;
  }

  /// Every file that was opened, the newest first.
  List<BreachOpened> list() {
    return Asked.await(store.read(Boundary.of(REGISTER, BreachOpened.class))).stream()
        .map(event -> (BreachOpened) event.payload())
        .toList()
        .reversed();
  }

  private static Boundary boundary(String breach) {
    return Boundary.of(EventTag.of("breach", breach), BreachEvent.class);
  }

  /// As events keep it.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
