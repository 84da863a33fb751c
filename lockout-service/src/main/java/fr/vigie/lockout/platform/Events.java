package fr.vigie.lockout.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.quarkus.Publishing;
import fr.vigie.kit.Deeds;
import fr.vigie.lockout.attempts.AttemptTags;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What this service stores, under which names, and where each event goes.
@Singleton
@RegisterForReflection(
    targets = {
      LockoutEvent.AttemptPermitted.class,
      LockoutEvent.AttemptRefused.class,
      LockoutEvent.AttemptFailed.class,
      LockoutEvent.AttemptSucceeded.class,
      LockoutEvent.AccountLocked.class
    })
class Events {

  @Produces
  @Singleton
  EventTypes types(ObjectMapper json) {
    return AttemptTags.register(EventTypes.builder(json, Deeds::attributes)).build();
  }

  /// Everything goes out as it is stored: there is nothing of a person in it. In order for each
  /// account.
  @Produces
  @Singleton
  Publishing publishing() {
    return event ->
        Publication.of(Topics.LOCKOUT, ((LockoutEvent) event.payload()).account(), event);
  }
}
