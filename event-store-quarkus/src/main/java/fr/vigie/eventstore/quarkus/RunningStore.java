package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Relay;
import fr.vigie.kit.KafkaSettings;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The store's parts as beans.
@Singleton
class RunningStore {

  // A quarter of what the log may take from an event to its checkpoint.
  private static final Duration GATHERING = Duration.ofMillis(250);

  @Produces
  @Singleton
  PostgresEventStorageEngine engine(Vertx vertx, Pool pool) {
    return new PostgresEventStorageEngine(vertx, pool);
  }

  void close(@Disposes PostgresEventStorageEngine engine) {
    engine.close();
  }

  @Produces
  @Singleton
  EventStore store(
      PostgresEventStorageEngine engine,
      EventTypes types,
      Clock clock,
      CurrentVertxRequest requests) {
    return new RequestNotes(new DecidingEventStore(engine, types, clock), requests);
  }

  @Produces
  @Singleton
  Relay relay(
      @ConfigProperty(name = "quarkus.application.name") String service,
      PostgresEventStorageEngine engine,
      EventTypes types,
      KafkaSettings kafka,
      Publishing publishing) {
    var relay = new Relay(service, engine, types, kafka.settings(), publishing::publish);
    return publishing.unhurried().isEmpty()
        ? relay
        : relay.unhurried(GATHERING, publishing.unhurried());
  }
}
