package fr.vigie.identity.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Work that comes back, one round at a time.
public final class Periodic {

  private static final Logger LOG = Logger.getLogger(Periodic.class);

  private Periodic() {}

  /// Runs `round` a pause after the last one ended, for as long as the service lives. A round that
  /// fails is logged and comes back.
  public static void start(Vertx vertx, String name, Duration pause, Supplier<Uni<?>> round) {
    vertx.setTimer(
        pause.toMillis(),
        _ ->
            Uni.createFrom()
                .voidItem()
                .flatMap(_ -> round.get())
                .subscribe()
                .with(
                    _ -> start(vertx, name, pause, round),
                    failure -> {
                      LOG.warnf("a round of %s failed: %s", name, failure.getClass().getName());
                      start(vertx, name, pause, round);
                    }));
  }
}
