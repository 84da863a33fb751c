package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Starts the relays and the projections with the service, stops them before it, and measures how
/// far behind they are.
@Singleton
class Followers {

  private final List<Relay> relays;
  private final List<Projection> projections;
  private final MeterRegistry metrics;

  Followers(@All List<Relay> relays, @All List<Projection> projections, MeterRegistry metrics) {
    this.relays = relays;
    this.projections = projections;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent unused) {
    for (var relay : relays) {
      Gauge.builder("vigie.relay.backlog", relay, Relay::backlog)
          .description("Events in the store that Kafka has not acknowledged")
          .tag("relay", relay.name())
          .register(metrics);
    }
    for (var projection : projections) {
      Gauge.builder("vigie.projection.lag", projection, Projection::lag)
          .description("Events in the store that the view does not show yet")
          .tag("projection", projection.name())
          .register(metrics);
      projection.start();
    }
    relays.forEach(Relay::start);
  }

  void stop(@Observes ShutdownEvent unused) {
    relays.forEach(Relay::close);
    projections.forEach(Projection::close);
  }
}
