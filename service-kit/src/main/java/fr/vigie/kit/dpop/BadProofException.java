package fr.vigie.kit.dpop;

import java.io.Serial;

/// What was shown is no proof for this request.
public final class BadProofException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /// @param reason one word, for events and metrics: nothing of the proof
  BadProofException(String reason) {
    super(reason, null, false, false);
  }

  /// One word.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
