package fr.vigie.identity.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.ResetEvent;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.eventstore.quarkus.Publishing;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What the event store needs to know of this service, and how JSON is read here.
@Singleton
class Wiring {

  @Produces
  @Singleton
  EventTypes types(ObjectMapper json) {
    return IdentityEvents.table(json);
  }

  /// What others act on, an ended session for example, goes out at once.
  @Produces
  @Singleton
  Publishing publishing() {
    Publishing publishing = Wiring::publication;
    return publishing.withUnhurried(
        IdentityEvent.SignedIn.class,
        IdentityEvent.SignInFailed.class,
        RequestEvent.RequestRefused.class);
  }

  private static Publication publication(StoredEvent event) {
    return switch (event.payload()) {
      case IdentityEvent e -> Publication.of(Topics.IDENTITY, IdentityEvents.key(e), event);
      case ResetEvent e -> Publication.of(Topics.IDENTITY, ResetEvents.key(e), event);
      case RequestEvent e -> RequestRefusals.publication(e, event);
      case AlertEvent.AlertRaised e -> Publication.of(Topics.ALERTS, e.target(), event);
      default -> throw new IllegalStateException("no topic for " + event.type());
    };
  }

  // A name that is said twice is understood in two ways (ATTACKS 56).
  @Produces
  @Singleton
  ObjectMapperCustomizer strict() {
    return json ->
        json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }
}
