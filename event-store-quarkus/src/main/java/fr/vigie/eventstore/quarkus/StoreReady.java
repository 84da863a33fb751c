package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.PostgresEventStorageEngine;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready is who can read its store: nothing is decided without it. Kafka away is no reason not to
/// be ready, the store is the outbox.
@Readiness
class StoreReady implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PostgresEventStorageEngine engine;

  StoreReady(PostgresEventStorageEngine engine) {
    this.engine = engine;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(engine::head)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(_ -> HealthCheckResponse.up("event-store"))
        .onFailure()
        .recoverWithItem(HealthCheckResponse.down("event-store"));
  }
}
