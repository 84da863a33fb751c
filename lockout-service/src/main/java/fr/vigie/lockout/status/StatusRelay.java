package fr.vigie.lockout.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.Relay;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.KafkaSettings;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Repeats each freeze and each thaw as the status of its target.
@Singleton
@RegisterForReflection(targets = ActingStatus.class)
class StatusRelay {

  private final ObjectMapper json;

  StatusRelay(ObjectMapper json) {
    this.json = json;
  }

  @Produces
  @Singleton
  @Named("account-status")
  Relay relay(
      @ConfigProperty(name = "quarkus.application.name") String service,
      PostgresEventStorageEngine engine,
      EventTypes types,
      KafkaSettings kafka) {
    return Relay.ofSelection(
        service,
        "account-status",
        engine,
        types,
        kafka.settings(),
        Set.of(TargetFrozen.class, TargetThawed.class),
        this::repeat);
  }

  private Publication repeat(StoredEvent event) {
    var status = status(event);
    return new Publication(Topics.ACCOUNT_STATUS, status.key(), write(status));
  }

  private static ActingStatus status(StoredEvent event) {
    return switch (event.payload()) {
      case TargetFrozen e ->
          new ActingStatus(e.scope(), e.target(), true, e.cause(), e.at(), event.position());
      case TargetThawed e ->
          new ActingStatus(e.scope(), e.target(), false, null, e.at(), event.position());
      default -> throw new IllegalStateException("not asked for: " + event.type());
    };
  }

  private String write(ActingStatus status) {
    try {
      return json.writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status is plain words", e);
    }
  }
}
