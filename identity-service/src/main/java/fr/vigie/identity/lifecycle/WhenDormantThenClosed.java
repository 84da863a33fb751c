package fr.vigie.identity.lifecycle;

import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// An account that nobody has signed in to for 45 days is closed (R33).
@ApplicationScoped
class WhenDormantThenClosed {

  private static final Duration LONGEST = Duration.ofDays(45);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Lifecycles lifecycles;
  private final LifecycleSettings settings;
  private final boolean oneMachine;

  WhenDormantThenClosed(
      Lifecycles lifecycles,
      LifecycleSettings settings,
      @ConfigProperty(name = "vigie.one-machine", defaultValue = "false") boolean oneMachine) {
    this.lifecycles = lifecycles;
    this.settings = settings;
    this.oneMachine = oneMachine;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    if (settings.dormantAfter().compareTo(LONGEST) > 0 && !oneMachine) {
      throw new IllegalStateException(
          "vigie.identity.lifecycle.dormant-after is "
              + settings.dormantAfter()
              + ": 45 days at most (R33), or vigie.one-machine for a demonstration.");
    }
    Periodic.start(
        vertx, "dormant accounts", PAUSE, () -> lifecycles.closeDormant(Trail.ofTheService()));
  }
}
