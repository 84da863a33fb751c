package fr.vigie.identity.account;

import java.text.Normalizer;
import java.util.Locale;

/// A login in the one form that is stored, looked up and counted by: whoever types it with capitals
/// or another encoding of the same letters gets no fresh guesses.
public record Login(String value) {

  private static final int MAX_LENGTH = 200;

  public Login {
    value = Normalizer.normalize(value, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a login has between 1 and 200 characters");
    }
  }

  /// Whether a text can be a login at all.
  public static boolean fits(String text) {
    var length = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().length();
    return length > 0 && length <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
  }

  /// Whether a new account may be called so: Latin letters, digits and what addresses are made of.
  /// Letters of other alphabets look like them, and others still are not seen at all: nobody is to
  /// be taken for somebody else.
  public static boolean mayBeGiven(String text) {
    return fits(text)
        && Normalizer.normalize(text, Normalizer.Form.NFKC)
            .strip()
            .matches("[\\p{IsLatin}0-9._@+'-]+");
  }

  @Override
  public String toString() {
    return "Login[******]";
  }
}
