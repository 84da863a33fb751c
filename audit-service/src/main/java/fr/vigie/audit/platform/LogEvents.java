package fr.vigie.audit.platform;

import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;

/// What is stored of the log itself, and of alerts about it.
@RegisterForReflection(
    targets = {
      LogEvent.EntriesRead.class,
      LogEvent.SigningKeyMade.class,
      LogEvent.SigningKeyEnded.class,
      LogEvent.ContentsRemoved.class,
      LogEvent.RetentionSet.class,
      LogEvent.LinesSet.class,
      LogEvent.HoldPlaced.class,
      LogEvent.HoldLifted.class,
      AlertEvent.AlertRaised.class
    })
final class LogEvents {

  private static final Set<EventTag> NONE = Set.of();

  private LogEvents() {}

  static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored(
            "audit.entries-read",
            1,
            LogEvent.EntriesRead.class,
            read -> Set.of(EventTag.of("auditor", read.auditor())))
        .stored("audit.signing-key-made", 1, LogEvent.SigningKeyMade.class, _ -> NONE)
        .stored("audit.signing-key-ended", 1, LogEvent.SigningKeyEnded.class, _ -> NONE)
        .stored(
            "audit.contents-removed",
            1,
            LogEvent.ContentsRemoved.class,
            removed -> Set.of(EventTag.of("month", removed.month().toString())))
        .stored(
            "audit.retention-set",
            1,
            LogEvent.RetentionSet.class,
            _ -> Set.of(EventTag.of("log", "retention")))
        .stored(
            "audit.lines-set", 1, LogEvent.LinesSet.class, _ -> Set.of(EventTag.of("log", "lines")))
        .stored(
            "audit.hold-placed",
            1,
            LogEvent.HoldPlaced.class,
            placed -> Set.of(EventTag.of("hold", placed.hold()), EventTag.of("log", "holds")))
        .stored(
            "audit.hold-lifted",
            1,
            LogEvent.HoldLifted.class,
            lifted -> Set.of(EventTag.of("hold", lifted.hold()), EventTag.of("log", "holds")))
        .stored(
            "alerts.alert-raised",
            1,
            AlertEvent.AlertRaised.class,
            raised -> Set.of(EventTag.of("alert", raised.alert())));
  }

  static Publication of(LogEvent event, StoredEvent stored) {
    return Publication.of(Topics.AUDIT, "log", stored);
  }

  static Publication of(AlertEvent.AlertRaised alert, StoredEvent stored) {
    return Publication.of(Topics.ALERTS, alert.target(), stored);
  }
}
