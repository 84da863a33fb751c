package fr.vigie.identity.reset;

import java.util.Arrays;
import java.util.Optional;

/// How the desk made sure of somebody whose factor is lost: as at enrolment, never by what anybody
/// can know.
public enum Proofing {
  IN_PERSON("in-person"),
  VIDEO("video");

  private final String word;

  Proofing(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The proofing a word names.
  public static Optional<Proofing> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
