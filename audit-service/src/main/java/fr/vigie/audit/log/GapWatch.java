package fr.vigie.audit.log;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.contracts.alerts.AlertRule;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks for holes, again and again, on a thread of its own, and raises an alarm about those that
/// stay.
@ApplicationScoped
class GapWatch {

  private static final Logger LOGGER = Logger.getLogger(GapWatch.class);

  private final Gaps gaps;
  private final Alarms alarms;
  private final LogSettings settings;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-gaps").factory());

  GapWatch(Gaps gaps, Alarms alarms, LogSettings settings) {
    this.gaps = gaps;
    this.alarms = alarms;
    this.settings = settings;
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.gapInterval().toMillis();
    var _ = watch.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    watch.shutdownNow();
  }

  void look() {
    try {
      for (var late : gaps.look()) {
        var hole = late.missing().getFirst();
        alarms.raise(
            Alarm.ofLog(
                AlertRule.EVENT_WITHHELD,
                late.source(),
                "position " + hole.first(),
                "positions:" + hole.first() + "-" + hole.last()));
      }
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("not looked for gaps: %s", e.getMessage()); // readiness says that it is away
    }
  }
}
