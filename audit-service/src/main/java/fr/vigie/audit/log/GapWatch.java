package fr.vigie.audit.log;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks for holes, again and again, on a thread of its own.
@ApplicationScoped
class GapWatch {

  private static final Logger LOGGER = Logger.getLogger(GapWatch.class);

  private final Gaps gaps;
  private final LogSettings settings;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-gaps").factory());

  GapWatch(Gaps gaps, LogSettings settings) {
    this.gaps = gaps;
    this.settings = settings;
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.gapInterval().toMillis();
    var _ = watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    watch.shutdownNow();
  }

  private void look() {
    try {
      gaps.look();
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("not looked for gaps: %s", e.getMessage()); // readiness says that it is away
    }
  }
}
