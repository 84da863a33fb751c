package fr.vigie.identity.recovery;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/// A recovery code: 80 random bits, in letters and digits that cannot be mistaken for each other
/// (Crockford's base 32). How it is grouped and whether in capitals is not a person's to worry
/// about.
public record RecoveryCode(String letters) {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 16;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  public RecoveryCode {
    if (!isOne(letters)) {
      throw new IllegalArgumentException("not a recovery code");
    }
  }

  static RecoveryCode random() {
    var letters = new StringBuilder(LENGTH);
    for (var i = 0; i < LENGTH; i++) {
      letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new RecoveryCode(letters.toString());
  }

  /// The code in a text; none where there is none.
  public static Optional<RecoveryCode> of(String text) {
    var letters =
        text.replaceAll("[\\s\u00a0-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return isOne(letters) ? Optional.of(new RecoveryCode(letters)) : Optional.empty();
  }

  private static boolean isOne(String letters) {
    return letters.length() == LENGTH
        && letters.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
  }

  /// As it is written down.
  public String spelt() {
    return letters.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
  }

  @Override
  public String toString() {
    return "RecoveryCode[******]";
  }
}
