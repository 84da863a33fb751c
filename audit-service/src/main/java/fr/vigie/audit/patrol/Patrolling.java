package fr.vigie.audit.patrol;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.contracts.alerts.AlertRule;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps the patrol at it, on a thread of its own, on every replica.
@ApplicationScoped
class Patrolling {

  private static final Logger LOGGER = Logger.getLogger(Patrolling.class);

  /// Alarms that one process raises: whoever has so many knows, and asks the verifier for the rest.
  private static final int MOST = 20;

  private final Patrol patrol;
  private final PatrolSettings settings;
  private final Alarms alarms;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-patrol").factory());
  private final Set<Long> told = new HashSet<>();

  Patrolling(DataSource database, PatrolSettings settings, Alarms alarms) {
    this.patrol = new Patrol(database);
    this.settings = settings;
    this.alarms = alarms;
  }

  void start(@Observes StartupEvent unused) {
    var interval = settings.interval().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent unused) {
    thread.shutdownNow();
  }

  void look() {
    try {
      patrol.look(settings.tiles()).ifPresent(this::tell);
    } catch (SQLException | RuntimeException e) {
      LOGGER.debugf("no patrol: %s", e.getMessage()); // readiness says that the database is away
    }
  }

  private void tell(long leaf) {
    if (told.size() >= MOST || told.contains(leaf)) {
      return;
    }
    alarms.raise(
        Alarm.ofLog(
            AlertRule.LOG_ALTERED,
            "log",
            "leaf " + leaf + " is not the one in the tree",
            "leaf:" + leaf));
    told.add(leaf);
  }
}
