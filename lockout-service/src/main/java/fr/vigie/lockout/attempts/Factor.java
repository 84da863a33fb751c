package fr.vigie.lockout.attempts;

import java.util.Arrays;
import java.util.Optional;

/// What is guessed at. All factors share one count (R2).
public enum Factor {
  /// The password.
  PASSWORD("pwd"),
  /// The one-time code.
  ONE_TIME_CODE("otp");

  private final String word;

  Factor(String word) {
    this.word = word;
  }

  /// As RFC 8176 names it, and as it stands in events.
  public String word() {
    return word;
  }

  static Optional<Factor> of(String word) {
    return Arrays.stream(values()).filter(factor -> factor.word.equals(word)).findAny();
  }
}
