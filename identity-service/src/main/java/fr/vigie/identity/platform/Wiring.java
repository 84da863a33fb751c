package fr.vigie.identity.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.quarkus.Publishing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What the event store needs to know of this service.
@Singleton
class Wiring {

  @Produces
  @Singleton
  EventTypes types(ObjectMapper json) {
    return IdentityEvents.table(json);
  }

  @Produces
  @Singleton
  Publishing publishing() {
    return event ->
        event.payload() instanceof AlertRaised alert
            ? Publication.of(Topics.ALERTS, alert.target(), event)
            : Publication.of(
                Topics.IDENTITY, IdentityEvents.key((IdentityEvent) event.payload()), event);
  }
}
