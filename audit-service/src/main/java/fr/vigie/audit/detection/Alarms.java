package fr.vigie.audit.detection;

import fr.vigie.audit.detection.Detector.Crossing;
import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Raises an alert for a crossing: once, however many replicas see it and however often the log is
/// read again.
@ApplicationScoped
public class Alarms {

  private static final String SERVICE = "audit-service";

  private final EventStore store;
  private final Clock clock;

  Alarms(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The name of an alert: the same for the same rule, target and day.
  static String name(Crossing crossing) {
    var line = crossing.rule() + "\n" + crossing.target() + "\n" + crossing.day();
    return UUID.nameUUIDFromBytes(line.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Raises it, unless it was.
  ///
  /// @param evidence the event that crossed the line
  /// @return whether it had not been raised before
  boolean raise(Crossing crossing, String evidence) {
    var alert = name(crossing);
    var weight = Detectors.weight(crossing.rule());
    var raised =
        new AlertRaised(
            alert,
            crossing.rule(),
            weight.severity(),
            crossing.scope(),
            crossing.target(),
            crossing.measured(),
            crossing.limit(),
            List.of(evidence),
            weight.freeze(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return Asked.await(
            store.decide(
                Map.of(Attribute.ACTOR.key(), SERVICE, Attribute.CORRELATION.key(), alert),
                Boundary.of(EventTag.of("alert", alert), AlertRaised.class),
                false,
                (_, _) -> true,
                already -> new Decision<>(already ? List.of() : List.of(raised), !already)))
        .answer();
  }
}
