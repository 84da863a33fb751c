package fr.vigie.lockout.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.eventstore.quarkus.Publishing;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.kit.Deeds;
import fr.vigie.lockout.attempts.AttemptTags;
import fr.vigie.lockout.freezes.FreezeTags;
import fr.vigie.lockout.policy.PolicyTags;
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
      LockoutEvent.AccountLocked.class,
      LockoutEvent.LockExpired.class,
      LockoutEvent.LockExtended.class,
      LockoutEvent.LockCleared.class,
      LockoutEvent.DevicesRevoked.class,
      FreezeEvent.TargetFrozen.class,
      FreezeEvent.FreezeReinforced.class,
      FreezeEvent.ThawProposed.class,
      FreezeEvent.ThawDeclined.class,
      FreezeEvent.TargetThawed.class,
      FreezeEvent.FreezeCallRefused.class,
      FreezeEvent.FreezeHeld.class,
      FreezeEvent.BreakerOpened.class,
      FreezeEvent.BreakerClosed.class,
      FreezeEvent.OfficerAsked.class,
      PolicyEvent.PolicyProposed.class,
      PolicyEvent.PolicyDeclined.class,
      PolicyEvent.PolicyApproved.class,
      PolicyEvent.PolicyCallRefused.class,
      AlertEvent.AlertRaised.class
    })
class Events {

  @Produces
  @Singleton
  EventTypes types(ObjectMapper json) {
    var types = RequestRefusals.register(EventTypes.builder(json, Deeds::attributes));
    return PolicyTags.register(FreezeTags.register(AttemptTags.register(types))).build();
  }

  /// Everything goes out as it is stored: there is nothing of a person in it. In order for each
  /// account, and for each target of a freeze. Guesses are many, and nobody else waits for them.
  @Produces
  @Singleton
  Publishing publishing() {
    Publishing publishing = Events::publication;
    return publishing.withUnhurried(
        LockoutEvent.AttemptPermitted.class,
        LockoutEvent.AttemptRefused.class,
        LockoutEvent.AttemptFailed.class,
        LockoutEvent.AttemptSucceeded.class);
  }

  private static Publication publication(StoredEvent event) {
    return switch (event.payload()) {
      case LockoutEvent e -> Publication.of(Topics.LOCKOUT, e.account(), event);
      case FreezeEvent e -> Publication.of(Topics.LOCKOUT, FreezeTags.key(e), event);
      case PolicyEvent _ -> Publication.of(Topics.LOCKOUT, PolicyTags.KEY, event);
      case RequestEvent e -> RequestRefusals.publication(e, event);
      case AlertEvent.AlertRaised e -> Publication.of(Topics.ALERTS, e.target(), event);
      default -> throw new IllegalStateException("no topic for " + event.type());
    };
  }
}
