package fr.vigie.identity.lifecycle;

import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/// Whoever changes an account ends its sessions before the answer. Where that process died after
/// the event, they end here.
@ApplicationScoped
class WhenChangedThenSessionsEnd {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Lifecycles lifecycles;

  WhenChangedThenSessionsEnd(Lifecycles lifecycles) {
    this.lifecycles = lifecycles;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(
        vertx,
        "sessions of changed accounts",
        PAUSE,
        () -> lifecycles.endLeftOpen(Trail.ofTheService()));
  }
}
