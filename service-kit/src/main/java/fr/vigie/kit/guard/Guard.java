package fr.vigie.kit.guard;

import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.kit.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The door: may somebody act now? Requests that bear an access token are checked by themselves
/// ([GuardFilter]); a service that knows people otherwise asks here.
@ApplicationScoped
@RegisterForReflection(targets = {ActingStatus.class, SessionEnded.class})
public class Guard {

  private static final Logger LOG = Logger.getLogger(Guard.class);

  private final GuardSettings settings;
  private final ActingTable table = new ActingTable();
  private final Listeners listeners;
  private final StatusFollower follower;
  private final MeterRegistry metrics;

  Guard(
      GuardSettings settings,
      KafkaSettings kafka,
      @All List<StatusListener> listeners,
      Clock clock,
      MeterRegistry metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.listeners = new Listeners(listeners);
    this.follower = new StatusFollower(kafka.settings(), settings, table, this.listeners, clock);
    Gauge.builder("vigie.guard.age", follower, of -> of.age().toMillis() / 1000.0)
        .description("Seconds since the guard last knew that it knows all")
        .register(metrics);
    Gauge.builder("vigie.guard.ended.sessions", table, ActingTable::endedSessions)
        .description("Sessions remembered as ended")
        .register(metrics);
  }

  void start(@Observes StartupEvent unused) {
    follower.start();
    if (!follower.awaitComplete(settings.startPatience())) {
      LOG.warn("who may act is not known yet: nobody is let in until it is");
    }
  }

  void stop(@Observes ShutdownEvent unused) {
    follower.close();
    listeners.close();
  }

  /// Whether somebody may act now, as far as is known within the bound. What is null is not looked
  /// for.
  public Verdict verdict(
      @Nullable String account, @Nullable String session, @Nullable String organisation) {
    return follower.isUpToDate() ? table.of(account, session, organisation) : Verdict.UNKNOWN;
  }

  /// Counts a request that was refused.
  void refused(Verdict verdict) {
    metrics
        .counter("vigie.guard.refused", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment();
  }

  /// Whether it knows, within the bound, who may act.
  public boolean isUpToDate() {
    return follower.isUpToDate();
  }
}
