package fr.vigie.audit.witness;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Asks the witnesses, again and again, on a thread of its own.
@ApplicationScoped
class Asking {

  private static final Logger LOGGER = Logger.getLogger(Asking.class);
  private static final int BEFORE_INGESTION = 100;

  private final Witnesses witnesses;
  private final WitnessSettings settings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-witnesses").factory());

  Asking(Witnesses witnesses, WitnessSettings settings) {
    this.witnesses = witnesses;
    this.settings = settings;
  }

  /// A witness that does not answer keeps nobody from starting: it is asked again.
  void start(@Observes @Priority(BEFORE_INGESTION) StartupEvent unused) {
    if (!witnesses.any()) {
      return;
    }
    try {
      witnesses.remember();
    } catch (SQLException e) {
      LOGGER.warnf("witnesses were not asked: %s", e.getMessage());
    }
    var interval = settings.interval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::ask, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  private void ask() {
    try {
      witnesses.ask();
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("witnesses were not asked: %s", e.getMessage()); // readiness says why
    }
  }
}
