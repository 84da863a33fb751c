package fr.vigie.lockout.freezes;

import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.OfTarget;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.lockout.FreezeEvent.ThawDeclined;
import fr.vigie.contracts.lockout.FreezeEvent.ThawProposed;
import java.time.Instant;
import java.util.List;

/// Whether one target may act.
sealed interface Acting {

  /// It may.
  record Free() implements Acting {}

  /// It may not.
  record Frozen(String freeze) implements Acting {}

  /// It may not, and one officer is for ending that.
  record ThawInView(String freeze, String by, String reason) implements Acting {}

  /// After one more event of this target.
  default Acting after(OfTarget event) {
    return switch (event) {
      case TargetFrozen e -> new Frozen(e.freeze());
      case FreezeReinforced e -> new Frozen(e.freeze());
      case ThawProposed e -> new ThawInView(e.freeze(), e.by(), e.reason());
      case ThawDeclined e -> new Frozen(e.freeze());
      case TargetThawed _ -> new Free();
    };
  }

  default boolean isFrozen() {
    return !(this instanceof Free);
  }

  /// The event of a freeze: a new one, or one more ground of that which stands.
  default OfTarget freeze(Grounds grounds, String fresh, Instant now) {
    return switch (this) {
      case Free _ ->
          new TargetFrozen(
              fresh,
              grounds.target().scope().word(),
              grounds.target().reference(),
              grounds.request(),
              grounds.cause().word(),
              grounds.detected(),
              grounds.evidence(),
              grounds.by(),
              now);
      case Frozen(var freeze) -> reinforced(freeze, grounds, now);
      case ThawInView(var freeze, _, _) -> reinforced(freeze, grounds, now);
    };
  }

  private static FreezeReinforced reinforced(String freeze, Grounds grounds, Instant now) {
    return new FreezeReinforced(
        freeze,
        grounds.target().scope().word(),
        grounds.target().reference(),
        grounds.request(),
        grounds.cause().word(),
        grounds.detected(),
        grounds.evidence(),
        grounds.by(),
        now);
  }

  /// Why a target is to be frozen, and who says so.
  record Grounds(
      Target target,
      String request,
      Cause cause,
      boolean detected,
      List<String> evidence,
      String by) {
    public Grounds {
      evidence = List.copyOf(evidence);
    }
  }
}
