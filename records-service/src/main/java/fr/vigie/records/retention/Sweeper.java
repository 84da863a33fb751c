package fr.vigie.records.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Looks, again and again, for what may no longer be kept. Every replica does: who erases what is
/// erased finds nothing there.
@ApplicationScoped
class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final Erasures erasures;
  private final RetentionSettings settings;
  private final Vertx vertx;
  private final AtomicBoolean busy = new AtomicBoolean();
  private long timer = -1;

  Sweeper(Erasures erasures, RetentionSettings settings, Vertx vertx) {
    this.erasures = erasures;
    this.settings = settings;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent unused) {
    timer = vertx.setPeriodic(settings.every().toMillis(), _ -> sweep());
  }

  void stop(@Observes ShutdownEvent unused) {
    vertx.cancelTimer(timer);
  }

  private void sweep() {
    if (busy.compareAndSet(false, true)) {
      erasures
          .sweep()
          .onTermination()
          .invoke(() -> busy.set(false))
          .subscribe()
          .with(
              swept -> {
                if (swept > 0) {
                  LOG.infof("retention: looked at what is due: rows=%d", swept);
                }
              },
              fault -> LOG.warnf("retention: what is due stays for now: %s", fault));
    }
  }
}
