package fr.vigie.lockout.freezes;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.lockout.FreezeEvent.BreakerOpened;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.freezes.Acting.Grounds;
import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a detector's alert comes to. Past the line it is held for an officer, and never dropped; a
/// critical one has a line further on. What is frozen already is reinforced in any case: that stops
/// nobody who could act.
final class Detection {

  private static final String SERVICE = "lockout-service";

  private Detection() {}

  static Decision<FreezeAnswer> decide(
      FreezeOnAlert alert, Acting acting, Breaker breaker, FreezePolicy policy, Instant now) {
    if (policy.spares(alert.target())) {
      return new Decision<>(List.of(held(alert, now)), new Held());
    }
    var freeze = acting.freeze(grounds(alert), alert.fresh(), now);
    if (acting.isFrozen()) {
      return new Decision<>(List.of(freeze), new Done(freeze.freeze()));
    }
    var frozen = breaker.frozen(now);
    var events = new ArrayList<Object>();
    if (!breaker.isOpen() && frozen >= policy.limit()) {
      events.add(new BreakerOpened(frozen, policy.limit(), now));
      events.add(alarm(alert.fresh(), frozen, policy, now));
    }
    var stopped = breaker.isOpen() || !events.isEmpty();
    if (stopped && !(alert.critical() && frozen < policy.criticalLimit())) {
      events.add(held(alert, now));
      return new Decision<>(events, new Held());
    }
    events.add(freeze);
    return new Decision<>(events, new Done(freeze.freeze()));
  }

  private static Grounds grounds(FreezeOnAlert alert) {
    return new Grounds(
        alert.target(), alert.request(), Cause.ALERT, true, alert.evidence(), SERVICE);
  }

  private static FreezeHeld held(FreezeOnAlert alert, Instant now) {
    return new FreezeHeld(
        alert.alert(),
        alert.target().scope().word(),
        alert.target().reference(),
        alert.rule(),
        alert.evidence(),
        now);
  }

  private static AlertRaised alarm(String fresh, int frozen, FreezePolicy policy, Instant now) {
    return AlertRule.FREEZE_BREAKER.raised(
        "freeze-breaker-" + fresh, "service", SERVICE, frozen, policy.limit(), List.of(), now);
  }
}
