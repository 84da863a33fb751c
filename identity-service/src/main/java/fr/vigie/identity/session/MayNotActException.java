package fr.vigie.identity.session;

import java.io.Serial;

/// Somebody may not act, or it is not known whether they may: no session for them.
public final class MayNotActException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Why they may not.
  public enum Why {
    FROZEN,
    /// The account is closed.
    CLOSED,
    /// Its roles have just changed: another sign-in shows what they ask for.
    CHANGED,
    /// It is not known whether they may.
    UNKNOWN
  }

  private final Why why;

  MayNotActException(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
