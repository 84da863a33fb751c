package fr.vigie.audit.alarms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.kit.Deeds;
import fr.vigie.testkit.MutableClock;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/// Alarms over a store in memory.
public final class TestAlarms {

  private static final EventTag ALL = EventTag.of("all", "alarms");

  private final MutableClock clock = MutableClock.at("2026-01-05T09:00:00Z");
  private final EventStore store =
      new DecidingEventStore(new InMemoryEventStorageEngine(), types(), clock);

  private static EventTypes types() {
    var json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    return EventTypes.builder(json, Deeds::attributes)
        .stored(
            "alerts.alert-raised",
            1,
            AlertRaised.class,
            raised -> Set.of(ALL, EventTag.of("alert", raised.alert())))
        .build();
  }

  /// One replica's.
  public Alarms alarms() {
    return new Alarms(store, clock);
  }

  /// What was raised: rule and target, a blank between them.
  public List<String> raised() {
    return store.read(Boundary.of(ALL, AlertRaised.class)).toCompletableFuture().join().stream()
        .map(event -> (AlertRaised) event.payload())
        .map(alert -> alert.rule() + " " + alert.target())
        .toList();
  }

  /// The evidence of all of them.
  public List<String> evidence() {
    return store.read(Boundary.of(ALL, AlertRaised.class)).toCompletableFuture().join().stream()
        .flatMap(event -> ((AlertRaised) event.payload()).evidence().stream())
        .toList();
  }
}
