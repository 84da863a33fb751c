package fr.vigie.identity.token;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.status.Scope;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Trail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// Raises the alert that something was used twice that is good once: one of the two who used it has
/// stolen it. The session has ended by then, so nothing is frozen; somebody has to look at how it
/// got out. One alert for a session and a rule, however often it is tried again.
@ApplicationScoped
class StolenTokens {

  private final EventStore store;
  private final Clock clock;

  StolenTokens(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Raises it.
  ///
  /// @param rule by which it was seen
  Uni<Void> seen(AlertRule rule, UUID session, Trail trail) {
    var alert =
        rule.raised(
            reference(rule, session),
            Scope.SESSION.word(),
            session.toString(),
            2,
            1,
            List.of(session.toString()),
            clock.instant());
    return Uni.createFrom()
        .completionStage(() -> raise(alert, trail.attributes()))
        .replaceWithVoid();
  }

  private CompletionStage<?> raise(AlertRaised alert, Map<String, String> attributes) {
    return store.<Boolean, Boolean>decide(
        attributes,
        Boundary.of(IdentityEvents.alert(alert.alert()), AlertRaised.class),
        false,
        (_, _) -> true,
        raised -> raised ? new Decision<>(List.of(), false) : new Decision<>(List.of(alert), true));
  }

  /// The alert about a session, by a rule.
  static String reference(AlertRule rule, UUID session) {
    return UUID.nameUUIDFromBytes((rule.word() + '|' + session).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
