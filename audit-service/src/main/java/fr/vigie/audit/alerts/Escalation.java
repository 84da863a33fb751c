package fr.vigie.audit.alerts;

import fr.vigie.audit.detection.DetectionSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Looks for alerts that nobody took on in time, and counts those that are open, for whoever is
/// called at night by a metric.
@ApplicationScoped
class Escalation {

  private static final Logger LOGGER = Logger.getLogger(Escalation.class);

  private final AlertCases cases;
  private final DetectionSettings settings;
  private final Clock clock;
  private final AtomicLong open = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-escalation").factory());

  Escalation(AlertCases cases, DetectionSettings settings, Clock clock, MeterRegistry metrics) {
    this.cases = cases;
    this.settings = settings;
    this.clock = clock;
    metrics.gauge("vigie.alerts.open", open);
  }

  void start(@Observes StartupEvent unused) {
    var every = Math.max(1, settings.acknowledgement().toMillis() / 30);
    var _ = thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  private void look() {
    try {
      cases.escalate(clock.instant().minus(settings.acknowledgement()));
      open.set(
          cases.list().stream()
              .filter(alert -> alert.state().equals("raised") || alert.state().equals("escalated"))
              .count());
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("not looked for alerts: %s", e.getMessage()); // readiness says that it is away
    }
  }
}
