package fr.vigie.identity.totp;

import java.util.Optional;

/// Six digits as a person typed them; spaces are not theirs to worry about.
public record OneTimeCode(String digits) {

  public OneTimeCode {
    if (!digits.matches("[0-9]{6}")) {
      throw new IllegalArgumentException("not six digits");
    }
  }

  /// The code in a text; none where there is none.
  public static Optional<OneTimeCode> of(String text) {
    var digits = text.replaceAll("[\\s\u00a0-]", "");
    return digits.matches("[0-9]{6}") ? Optional.of(new OneTimeCode(digits)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "OneTimeCode[******]";
  }
}
