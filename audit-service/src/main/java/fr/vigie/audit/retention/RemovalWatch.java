package fr.vigie.audit.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks whether a month is over, again and again, on a thread of its own.
@ApplicationScoped
class RemovalWatch {

  private static final Logger LOGGER = Logger.getLogger(RemovalWatch.class);
  private static final long FIRST_LOOK_SECONDS = 300;

  private final Removals removals;
  private final RetentionSettings settings;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-retention").factory());
  private boolean written;

  RemovalWatch(Removals removals, RetentionSettings settings) {
    this.removals = removals;
    this.settings = settings;
  }

  /// A setting that the law forbids ends the start here.
  void start(@Observes StartupEvent unused) {
    var _ = Retention.of(settings);
    var _ = watch.schedule(this::look, FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    watch.shutdownNow();
  }

  private void look() {
    var next = settings.interval().toSeconds();
    try {
      if (!written) {
        removals.writeDown();
        written = true;
      }
      var _ = removals.removeWhatIsOver();
    } catch (SQLException | RuntimeException e) {
      LOGGER.warnf("contents were not removed, and will be tried again: %s", e.getMessage());
      next = Math.min(next, 60);
    }
    if (!watch.isShutdown()) {
      var _ = watch.schedule(this::look, Math.max(next, 1), TimeUnit.SECONDS);
    }
  }
}
