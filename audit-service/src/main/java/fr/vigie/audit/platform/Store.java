package fr.vigie.audit.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.audit.alerts.AlertCases;
import fr.vigie.audit.saved.SavedQuestions;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.QuestionEvent;
import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.eventstore.quarkus.Publishing;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.kit.Deeds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/// What this service stores of its own, and where it publishes it: to a topic from where ingestion
/// takes it into the log like everybody's.
@RegisterForReflection(
    targets = {
      AuditEvent.EventsQueried.class,
      AuditEvent.EventsExported.class,
      AuditEvent.AccessesShown.class,
      QuestionEvent.QuestionSaved.class,
      QuestionEvent.QuestionForgotten.class,
      AlertCaseEvent.AlertAcknowledged.class,
      AlertCaseEvent.AlertEscalated.class,
      AlertCaseEvent.AlertClosed.class
    })
@Singleton
class Store {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  EventTypes types(ObjectMapper json) {
    var refused = RequestRefusals.register(EventTypes.builder(json, Deeds::attributes));
    var others = LogEvents.register(refused);
    return ReplayEvents.register(BreachEvents.register(others))
        .stored("audit.events-queried", 1, AuditEvent.EventsQueried.class, Store::byAuditor)
        .stored("audit.events-exported", 1, AuditEvent.EventsExported.class, Store::byAuditor)
        .stored("audit.accesses-shown", 1, AuditEvent.AccessesShown.class, Store::byAuditor)
        .stored("audit.question-saved", 1, QuestionEvent.QuestionSaved.class, SavedQuestions::tags)
        .stored(
            "audit.question-forgotten",
            1,
            QuestionEvent.QuestionForgotten.class,
            SavedQuestions::tags)
        .stored(
            "audit.alert-acknowledged", 1, AlertCaseEvent.AlertAcknowledged.class, AlertCases::tags)
        .stored("audit.alert-escalated", 1, AlertCaseEvent.AlertEscalated.class, AlertCases::tags)
        .stored("audit.alert-closed", 1, AlertCaseEvent.AlertClosed.class, AlertCases::tags)
        .build();
  }

  @Produces
  @Singleton
  Publishing publishing() {
    return Store::publication;
  }

  private static Publication publication(StoredEvent event) {
    return switch (event.payload()) {
      case AuditEvent asked -> Publication.of(Topics.AUDIT, asked.auditor(), event);
      case QuestionEvent about -> Publication.of(Topics.AUDIT, about.question(), event);
      case AlertCaseEvent about -> Publication.of(Topics.AUDIT, about.alert(), event);
      case LogEvent about -> LogEvents.of(about, event);
      case AlertEvent.AlertRaised alert -> LogEvents.of(alert, event);
      case BreachEvent act -> BreachEvents.of(act, event);
      case RequestEvent refused -> RequestRefusals.publication(refused, event);
      case ReplayEvent replay -> ReplayEvents.of(replay, event);
      default -> throw new IllegalStateException("no topic for " + event.type());
    };
  }

  private static Set<EventTag> byAuditor(AuditEvent event) {
    return Set.of(EventTag.of("auditor", event.auditor()));
  }
}
