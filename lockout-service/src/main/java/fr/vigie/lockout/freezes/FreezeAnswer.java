package fr.vigie.lockout.freezes;

/// What this room answers.
public sealed interface FreezeAnswer {

  /// It is so, now or since the same was asked before.
  ///
  /// @param freeze its reference
  record Done(String freeze) implements FreezeAnswer {}

  /// An officer is to decide: too much is being frozen, or it is never frozen by a detector.
  record Held() implements FreezeAnswer {}

  record Refused(FreezeRefusal why) implements FreezeAnswer {}
}
