package fr.vigie.audit.alarms;

import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The door: raises an alarm once, however many replicas see its cause and however often the log is
/// read again.
@ApplicationScoped
public class Alarms {

  private static final Logger LOGGER = Logger.getLogger(Alarms.class);
  private static final String SERVICE = "audit-service";

  private final EventStore store;
  private final Clock clock;
  private final Set<String> raised = ConcurrentHashMap.newKeySet();

  public Alarms(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Returns once it is stored, now or before.
  ///
  /// @throws fr.vigie.eventstore.StoreUnavailableException where it cannot be; the caller looks
  ///   again
  public void raise(Alarm alarm) {
    var reference = alarm.reference();
    if (raised.contains(reference)) {
      return;
    }
    var event =
        alarm
            .rule()
            .raised(
                reference,
                alarm.scope(),
                alarm.target(),
                alarm.measured(),
                alarm.limit(),
                alarm.evidence(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    var fresh =
        Asked.await(
                store.decide(
                    Map.of(Attribute.ACTOR.key(), SERVICE, Attribute.CORRELATION.key(), reference),
                    Boundary.of(EventTag.of("alert", reference), AlertRaised.class),
                    false,
                    (_, _) -> true,
                    there -> new Decision<>(there ? List.of() : List.of(event), !there)))
            .answer();
    raised.add(reference);
    if (fresh) {
      LOGGER.errorf("alert: rule=%s alert=%s", alarm.rule().word(), reference);
    }
  }
}
