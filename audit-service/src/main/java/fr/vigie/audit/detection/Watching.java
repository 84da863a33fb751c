package fr.vigie.audit.detection;

import fr.vigie.audit.alarms.Alarms;
import fr.vigie.audit.views.Views;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps the detectors at it, on a thread of their own, on every replica: whichever comes first
/// raises the alert. A detector that is dead is an alert too, of whoever watches the metrics:
/// `vigie.detection.age` says for how many seconds none has come to the end of the log (R47).
@ApplicationScoped
class Watching {

  private static final Logger LOGGER = Logger.getLogger(Watching.class);

  private final Watch watch;
  private final Lines lines;
  private final DetectionSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-detection").factory());
  private volatile Instant upToDate;
  private boolean written;
  private boolean failing;

  Watching(
      DataSource database,
      Views views,
      DetectionSettings settings,
      Lines lines,
      Alarms alarms,
      Clock clock,
      MeterRegistry metrics) {
    this.watch = new Watch(database, views, settings, alarms, clock);
    this.settings = settings;
    this.lines = lines;
    this.clock = clock;
    this.upToDate = clock.instant();
    Gauge.builder("vigie.detection.age", this, Watching::age)
        .description("Seconds since the detectors had seen every leaf")
        .register(metrics);
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.interval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  private double age() {
    return Duration.between(upToDate, clock.instant()).toMillis() / 1000.0;
  }

  private void look() {
    try {
      if (!written) {
        lines.writeDown();
        written = true;
      }
      while (!thread.isShutdown() && watch.look()) {
        // there may be more
      }
      upToDate = clock.instant();
      failing = false;
    } catch (SQLException | RuntimeException e) {
      // Tried again in a moment, from the same leaf. Said once, not five times a second.
      if (!failing) {
        LOGGER.warnf("detectors do not follow the log: %s", e.getMessage());
      }
      failing = true;
    }
  }
}
