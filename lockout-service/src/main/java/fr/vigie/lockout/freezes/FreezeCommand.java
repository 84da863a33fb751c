package fr.vigie.lockout.freezes;

import java.util.List;

/// What may be asked of this room.
public sealed interface FreezeCommand {

  Target target();

  /// The same for the same question, so that it is answered once however often it is asked.
  String request();

  /// A person asks.
  sealed interface ByPerson extends FreezeCommand {
    Actor by();
  }

  /// A person freezes: an officer anyone, everyone itself.
  ///
  /// @param fresh reference of the freeze, where this begins one
  record Freeze(
      Target target, String request, Cause cause, List<String> evidence, Actor by, String fresh)
      implements ByPerson {
    public Freeze {
      evidence = List.copyOf(evidence);
    }
  }

  /// A detector's alert asks.
  ///
  /// @param alert its reference
  /// @param rule that was broken
  /// @param critical goes on for longer where many are frozen at once
  record FreezeOnAlert(
      Target target,
      String alert,
      String rule,
      boolean critical,
      List<String> evidence,
      String fresh)
      implements FreezeCommand {
    public FreezeOnAlert {
      evidence = List.copyOf(evidence);
    }

    @Override
    public String request() {
      return "alert/" + alert;
    }
  }

  /// One officer is for ending a freeze.
  record ProposeThaw(Target target, String freeze, String request, ThawReason reason, Actor by)
      implements ByPerson {}

  /// An officer is against it.
  record DeclineThaw(Target target, String freeze, String request, Actor by) implements ByPerson {}

  /// A second officer agrees.
  ///
  /// @param proposer whose proposal is agreed to
  record ApproveThaw(Target target, String freeze, String request, String proposer, Actor by)
      implements ByPerson {}
}
