package fr.vigie.identity.session;

import java.io.Serial;

/// Somebody may not act, or it is not known whether they may: no session for them.
public final class MayNotActException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final boolean frozen;

  /// @param frozen they may not; else it is not known
  MayNotActException(boolean frozen) {
    super(frozen ? "frozen" : "it is not known who may act", null, false, false);
    this.frozen = frozen;
  }

  /// Whether it is known that they may not.
  public boolean isFrozen() {
    return frozen;
  }
}
