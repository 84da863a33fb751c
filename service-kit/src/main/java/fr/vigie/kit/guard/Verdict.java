package fr.vigie.kit.guard;

/// Whether somebody may act now.
public enum Verdict {
  MAY_ACT,
  /// The account, its session or its organisation is frozen.
  FROZEN,
  /// The session is over; signing in again is the way.
  SESSION_ENDED,
  /// This replica has been cut off for too long to know.
  UNKNOWN
}
