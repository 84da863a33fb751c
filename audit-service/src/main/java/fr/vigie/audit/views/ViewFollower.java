package fr.vigie.audit.views;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Keeps the live view up with the log, on a thread of its own. Of several replicas one does it at
/// a time, whichever comes first.
@ApplicationScoped
class ViewFollower {

  private static final Logger LOGGER = Logger.getLogger(ViewFollower.class);

  private final Views views;
  private final Rebuilding rebuilding;
  private final ViewSettings settings;
  private final AtomicInteger failing = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-views").factory());

  ViewFollower(Views views, Rebuilding rebuilding, ViewSettings settings, MeterRegistry metrics) {
    this.views = views;
    this.rebuilding = rebuilding;
    this.settings = settings;
    metrics.gauge("vigie.audit.views.failing", failing);
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.interval().toMillis();
    thread.execute(this::buildAnewWhereTheFormIsAnother);
    var _ = thread.scheduleWithFixedDelay(this::follow, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  /// After an update of this program, once; until then questions are answered from the old rows.
  private void buildAnewWhereTheFormIsAnother() {
    try {
      var building = rebuilding.isOfAnotherForm() ? rebuilding.begin() : null;
      if (building != null) {
        LOGGER.info("the view has another form than this program writes, and is built anew");
        var _ = building.run();
      }
    } catch (SQLException | RuntimeException e) {
      LOGGER.warnf("the view was not built anew: %s", e.getMessage());
    }
  }

  private void follow() {
    try {
      while (!thread.isShutdown() && views.follow(settings.batch()) == Views.Moved.ON) {
        // there may be more
      }
      failing.set(0);
    } catch (SQLException | RuntimeException e) {
      // Tried again in a moment. Said once, not ten times a second.
      if (failing.incrementAndGet() == 1) {
        LOGGER.warnf("the view does not follow the log: %s", e.getMessage());
      }
    }
  }
}
