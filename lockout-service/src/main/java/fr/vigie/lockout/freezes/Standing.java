package fr.vigie.lockout.freezes;

import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeCallRefused;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.OfTarget;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.lockout.FreezeEvent.ThawDeclined;
import fr.vigie.contracts.lockout.FreezeEvent.ThawProposed;
import fr.vigie.eventstore.Decision;
import fr.vigie.lockout.freezes.Acting.Free;
import fr.vigie.lockout.freezes.Acting.Frozen;
import fr.vigie.lockout.freezes.Acting.Grounds;
import fr.vigie.lockout.freezes.Acting.ThawInView;
import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeAnswer.Refused;
import fr.vigie.lockout.freezes.FreezeCommand.ApproveThaw;
import fr.vigie.lockout.freezes.FreezeCommand.ByPerson;
import fr.vigie.lockout.freezes.FreezeCommand.DeclineThaw;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import fr.vigie.lockout.freezes.FreezeCommand.ProposeThaw;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a decision about one target depends on, folded from its boundary.
///
/// @param targets what is known of the target, and of the officers it concerns
/// @param answers what was asked before, and about which freeze; empty where it is held
record Standing(
    Map<Target, Acting> targets, Map<String, Optional<OfTarget>> answers, Breaker breaker) {

  static final Standing NOTHING = new Standing(Map.of(), Map.of(), Breaker.CLOSED);

  Standing {
    targets = Map.copyOf(targets);
    answers = Map.copyOf(answers);
  }

  /// This standing after one more event of the boundary.
  Standing after(FreezeEvent event) {
    return switch (event) {
      case OfTarget e -> after(e);
      case FreezeHeld e ->
          new Standing(targets, with(answers, "alert/" + e.alert(), Optional.empty()), breaker);
      case FreezeEvent e -> new Standing(targets, answers, breaker.after(e));
    };
  }

  private Standing after(OfTarget event) {
    var target = Target.of(event.scope(), event.target());
    return new Standing(
        with(targets, target, acting(target).after(event)),
        with(answers, event.request(), Optional.of(event)),
        breaker.after(event));
  }

  Decision<FreezeAnswer> decide(FreezeCommand command, FreezePolicy policy, Instant now) {
    var before = answers.get(command.request());
    if (before != null) {
      return said(before.map(event -> again(command, event)).orElseGet(Held::new));
    }
    return switch (command) {
      case FreezeOnAlert alert ->
          Detection.decide(alert, acting(alert.target()), breaker, policy, now);
      case ByPerson asked ->
          inTheWay(asked, policy)
              .map(why -> refused(asked, why, now))
              .orElseGet(() -> allowed(asked, now));
    };
  }

  private static FreezeAnswer again(FreezeCommand command, OfTarget event) {
    return isAbout(event, command)
        ? new Done(event.freeze())
        : new Refused(FreezeRefusal.OTHER_REQUEST);
  }

  private static boolean isAbout(OfTarget event, FreezeCommand command) {
    return Target.of(event.scope(), event.target()).equals(command.target())
        && switch (command) {
          case Freeze _, FreezeOnAlert _ ->
              event instanceof TargetFrozen || event instanceof FreezeReinforced;
          case ProposeThaw _ -> event instanceof ThawProposed;
          case DeclineThaw _ -> event instanceof ThawDeclined;
          case ApproveThaw _ -> event instanceof TargetThawed;
        };
  }

  private Optional<FreezeRefusal> inTheWay(ByPerson asked, FreezePolicy policy) {
    if (asked instanceof Freeze freeze) {
      return inTheWayOf(freeze, policy);
    }
    if (asked.target().is(asked.by())) {
      return Optional.of(FreezeRefusal.OWN_FREEZE);
    }
    if (isFrozen(asked.by().account())) {
      return Optional.of(FreezeRefusal.OFFICER_FROZEN);
    }
    return inTheWay(asked, acting(asked.target()));
  }

  private Optional<FreezeRefusal> inTheWayOf(Freeze freeze, FreezePolicy policy) {
    if (policy.spares(freeze.target())) {
      return Optional.of(FreezeRefusal.NEVER_FROZEN);
    }
    var own = freeze.target().equals(Target.account(freeze.by().account()));
    return !own && isFrozen(freeze.by().account())
        ? Optional.of(FreezeRefusal.OFFICER_FROZEN)
        : Optional.empty();
  }

  private Optional<FreezeRefusal> inTheWay(ByPerson asked, Acting acting) {
    return switch (asked) {
      case Freeze _ -> Optional.empty();
      case ProposeThaw thaw ->
          switch (acting) {
            case Free _ -> Optional.of(FreezeRefusal.NOT_FROZEN);
            case Frozen(var freeze) ->
                freeze.equals(thaw.freeze())
                    ? Optional.empty()
                    : Optional.of(FreezeRefusal.NOT_FROZEN);
            case ThawInView _ -> Optional.of(FreezeRefusal.ALREADY_PROPOSED);
          };
      case DeclineThaw thaw ->
          isProposed(acting, thaw.freeze())
              ? Optional.empty()
              : Optional.of(FreezeRefusal.NOT_PROPOSED);
      case ApproveThaw thaw -> inTheWayOf(thaw, acting);
    };
  }

  private Optional<FreezeRefusal> inTheWayOf(ApproveThaw thaw, Acting acting) {
    if (!isProposed(acting, thaw.freeze())
        || !(acting instanceof ThawInView(_, var proposer, _))
        || !proposer.equals(thaw.proposer())) {
      return Optional.of(FreezeRefusal.NOT_PROPOSED);
    }
    if (proposer.equals(thaw.by().account())) {
      return Optional.of(FreezeRefusal.SAME_OFFICER);
    }
    return isFrozen(proposer) ? Optional.of(FreezeRefusal.OFFICER_FROZEN) : Optional.empty();
  }

  private static boolean isProposed(Acting acting, String freeze) {
    return acting instanceof ThawInView(var of, _, _) && of.equals(freeze);
  }

  private Decision<FreezeAnswer> allowed(ByPerson asked, Instant now) {
    var scope = asked.target().scope().word();
    var target = asked.target().reference();
    var by = asked.by().account();
    OfTarget event =
        switch (asked) {
          case Freeze freeze ->
              acting(freeze.target())
                  .freeze(
                      new Grounds(
                          freeze.target(),
                          freeze.request(),
                          freeze.cause(),
                          false,
                          freeze.evidence(),
                          by),
                      freeze.fresh(),
                      now);
          case ProposeThaw thaw ->
              new ThawProposed(
                  thaw.freeze(), scope, target, thaw.request(), thaw.reason().word(), by, now);
          case DeclineThaw thaw ->
              new ThawDeclined(thaw.freeze(), scope, target, thaw.request(), by, now);
          case ApproveThaw thaw ->
              new TargetThawed(
                  thaw.freeze(),
                  scope,
                  target,
                  thaw.request(),
                  reason(thaw.target()),
                  thaw.proposer(),
                  by,
                  now);
        };
    return new Decision<>(List.of(event), new Done(event.freeze()));
  }

  private static Decision<FreezeAnswer> refused(ByPerson asked, FreezeRefusal why, Instant now) {
    return new Decision<>(
        List.of(
            new FreezeCallRefused(
                asked.target().scope().word(),
                asked.target().reference(),
                word(asked),
                why.word(),
                asked.by().account(),
                now)),
        new Refused(why));
  }

  static String word(ByPerson asked) {
    return switch (asked) {
      case Freeze _ -> "freeze";
      case ProposeThaw _ -> "propose-thaw";
      case DeclineThaw _ -> "decline-thaw";
      case ApproveThaw _ -> "approve-thaw";
    };
  }

  private String reason(Target target) {
    return acting(target) instanceof ThawInView(_, _, var reason) ? reason : "";
  }

  private Acting acting(Target target) {
    return targets.getOrDefault(target, new Free());
  }

  private boolean isFrozen(String account) {
    return acting(Target.account(account)).isFrozen();
  }

  private static Decision<FreezeAnswer> said(FreezeAnswer answer) {
    return new Decision<>(List.of(), answer);
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    var all = new HashMap<>(map);
    all.put(key, value);
    return all;
  }
}
