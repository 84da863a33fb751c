package fr.vigie.lockout.locks;

/// What the door answers.
public enum LockAnswer {
  /// It is so from now on.
  DONE,
  /// There is no lock in force to extend.
  NOT_LOCKED,
  /// It lasts longer as it is, or would last longer than any lock may.
  NOT_LONGER
}
