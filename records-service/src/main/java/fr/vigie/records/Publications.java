package fr.vigie.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.RecordsEvent;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.eventstore.quarkus.Publishing;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.relations.Glass;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/// What of each event leaves this service, and where to. What is sealed stays: ciphertext on Kafka
/// would outlive its key's destruction in other hands.
@Singleton
class Publications {

  @Produces
  @Singleton
  EventTypes types() {
    return EventNames.TABLE;
  }

  /// What was shown and what was refused is for the log; an advisor is stopped here, before that.
  @Produces
  @Singleton
  Publishing publishing() {
    Publishing publishing = Publications::of;
    return publishing.withUnhurried(DisclosureEvent.class);
  }

  static Publication of(StoredEvent event) {
    return switch (event.payload()) {
      case JobSeekerEvent own ->
          new Publication(Topics.RECORDS, own.person(), json(own.published()));
      case RecordsEvent change -> Publication.of(Topics.RECORDS, change.person(), event);
      case Glass glass ->
          new Publication(Topics.RECORDS, glass.broken().advisor(), json(glass.broken()));
      case CoFollowUpGranted granted -> Publication.of(Topics.RECORDS, granted.person(), event);
      case GrantRefused refused -> Publication.of(Topics.RECORDS, refused.by(), event);
      case RelationEvent right -> Publication.of(Topics.RECORDS, right.advisor(), event);
      case StandingEvent change -> Publication.of(Topics.RECORDS, change.target(), event);
      case AlertRaised alert -> Publication.of(Topics.ALERTS, alert.target(), event);
      case RequestEvent refused -> RequestRefusals.publication(refused, event);
      case DisclosureEvent shown -> Publication.of(Topics.DISCLOSURES, shown.advisor(), event);
      default -> throw new IllegalStateException("no topic for " + event.type());
    };
  }

  private static String json(Object event) {
    try {
      return EventNames.JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
