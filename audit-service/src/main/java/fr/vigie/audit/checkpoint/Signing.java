package fr.vigie.audit.checkpoint;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.contracts.alerts.AlertRule;
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

/// Signs the log, again and again, on a thread of its own.
@ApplicationScoped
class Signing {

  private static final Logger LOGGER = Logger.getLogger(Signing.class);

  private final Checkpoints checkpoints;
  private final CheckpointSettings settings;
  private final Alarms alarms;
  private final AtomicInteger refused = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-checkpoints").factory());

  Signing(
      Checkpoints checkpoints, CheckpointSettings settings, Alarms alarms, MeterRegistry metrics) {
    this.checkpoints = checkpoints;
    this.alarms = alarms;
    this.settings = settings;
    metrics.gauge("vigie.audit.signature.refused", refused);
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.interval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::sign, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  private void sign() {
    try {
      var _ = checkpoints.sign();
      refused.set(0);
    } catch (SignatureRefusedException e) {
      if (refused.getAndSet(1) == 0) {
        LOGGER.errorf("the log is not signed any more: %s", e.getMessage());
      }
      alarm();
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("not signed: %s", e.getMessage()); // readiness says that the database is away
    }
  }

  private void alarm() {
    try {
      var last = checkpoints.last().map(Checkpoint::size).orElse(0L);
      alarms.raise(
          Alarm.ofLog(
              AlertRule.LOG_ALTERED,
              "log",
              "does not go on from what was signed at " + last + " leaves",
              "checkpoint:" + last));
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf(
          "no alarm was raised: %s", e.getMessage()); // tried again at the next checkpoint
    }
  }
}
