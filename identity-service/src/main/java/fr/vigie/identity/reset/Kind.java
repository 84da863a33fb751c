package fr.vigie.identity.reset;

import java.util.Arrays;
import java.util.Optional;

/// What is reset. Never both: one factor stays, and is shown.
public enum Kind {
  /// The password is forgotten; the one-time code stays.
  PASSWORD("password", "password-reset"),
  /// Telephone or key is lost; the password stays.
  FACTOR("factor", "factor-reset");

  private final String word;
  private final String probation;

  Kind(String word, String probation) {
    this.word = word;
    this.probation = probation;
  }

  public String word() {
    return word;
  }

  /// The cause of the probation that follows.
  String probation() {
    return probation;
  }

  /// The kind a word names.
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
