package fr.vigie.lockout.freezes;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerClosed;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerOpened;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeCallRefused;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.OfTarget;
import fr.vigie.contracts.lockout.FreezeEvent.OfficerAsked;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.lockout.FreezeEvent.ThawDeclined;
import fr.vigie.contracts.lockout.FreezeEvent.ThawProposed;
import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// The events of this room as they are stored, and the boundaries its decisions read.
public final class FreezeTags {

  private static final EventTag BREAKER = EventTag.of("freeze-breaker", "state");

  private FreezeTags() {}

  /// Names the events for ever.
  public static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("lockout.target-frozen", 1, TargetFrozen.class, FreezeTags::of)
        .stored("lockout.freeze-reinforced", 1, FreezeReinforced.class, FreezeTags::of)
        .stored("lockout.thaw-proposed", 1, ThawProposed.class, FreezeTags::of)
        .stored("lockout.thaw-declined", 1, ThawDeclined.class, FreezeTags::of)
        .stored("lockout.target-thawed", 1, TargetThawed.class, FreezeTags::of)
        .stored("lockout.freeze-call-refused", 1, FreezeCallRefused.class, FreezeTags::of)
        .stored("lockout.freeze-held", 1, FreezeHeld.class, FreezeTags::of)
        .stored("lockout.breaker-opened", 1, BreakerOpened.class, FreezeTags::of)
        .stored("lockout.breaker-closed", 1, BreakerClosed.class, FreezeTags::of)
        .stored("lockout.officer-asked", 1, OfficerAsked.class, FreezeTags::of)
        .stored("alerts.alert-raised", 1, AlertRaised.class, alert -> Set.of(alert(alert)));
  }

  /// What orders an event on Kafka.
  public static String key(FreezeEvent event) {
    return switch (event) {
      case OfTarget e -> ActingStatus.key(e.scope(), e.target());
      case FreezeCallRefused e -> ActingStatus.key(e.scope(), e.target());
      case FreezeHeld e -> ActingStatus.key(e.scope(), e.target());
      case BreakerOpened _, BreakerClosed _ -> "freeze-breaker";
      case OfficerAsked e -> e.by();
    };
  }

  static Set<EventTag> of(FreezeEvent event) {
    return switch (event) {
      case TargetFrozen e when e.detected() -> {
        var all = new HashSet<>(ofTarget(e));
        all.add(minute(e.at(), 0));
        yield all;
      }
      case OfTarget e -> ofTarget(e);
      case FreezeHeld e -> Set.of(request("alert/" + e.alert()));
      case BreakerOpened _, BreakerClosed _ -> Set.of(BREAKER);
      case FreezeCallRefused e -> Set.of(officer(e.by()));
      case OfficerAsked e -> Set.of(officer(e.by()));
    };
  }

  /// Everything about one freeze.
  static Boundary around(String freeze) {
    return Boundary.of(EventTag.of("freeze", freeze), OfTarget.class);
  }

  /// The breaker alone.
  static Boundary aroundBreaker(Instant now) {
    return withBreaker(Boundary.of(BREAKER, BreakerOpened.class, BreakerClosed.class), now);
  }

  static Boundary around(FreezeCommand command, Instant now) {
    var target = command.target();
    var boundary =
        Boundary.of(target(target.scope().word(), target.reference()), OfTarget.class)
            .or(request(command.request()), OfTarget.class, FreezeHeld.class);
    return switch (command) {
      case FreezeCommand.FreezeOnAlert _ ->
          withBreaker(boundary.or(BREAKER, BreakerOpened.class, BreakerClosed.class), now);
      case FreezeCommand.ApproveThaw thaw -> of(thaw.proposer(), of(thaw.by().account(), boundary));
      case FreezeCommand.ByPerson asked -> of(asked.by().account(), boundary);
    };
  }

  private static Boundary of(String account, Boundary boundary) {
    return boundary.or(target("account", account), TargetFrozen.class, TargetThawed.class);
  }

  // The minute before, for the window; the minute to come, for clocks that run ahead.
  private static Boundary withBreaker(Boundary boundary, Instant now) {
    return boundary
        .or(minute(now, -1), TargetFrozen.class)
        .or(minute(now, 0), TargetFrozen.class)
        .or(minute(now, 1), TargetFrozen.class);
  }

  private static Set<EventTag> ofTarget(OfTarget event) {
    return Set.of(
        target(event.scope(), event.target()),
        EventTag.of("freeze", event.freeze()),
        request(event.request()));
  }

  private static EventTag target(String scope, String reference) {
    return EventTag.of("freeze-target", ActingStatus.key(scope, reference));
  }

  private static EventTag request(String request) {
    return EventTag.of("freeze-request", request);
  }

  private static EventTag officer(String account) {
    return EventTag.of("officer", account);
  }

  private static EventTag alert(AlertRaised alert) {
    return EventTag.of("alert", alert.alert());
  }

  private static EventTag minute(Instant at, int later) {
    return EventTag.of("freeze-minute", Long.toString(at.getEpochSecond() / 60 + later));
  }
}
