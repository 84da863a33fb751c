package fr.vigie.identity.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A login in the one form that is stored, looked up and counted by: whoever types it with capitals
/// or another encoding of the same letters gets no fresh guesses.
public record Login(String value) {

  private static final int MAX_LENGTH = 200;
  // The letters of the civil registry: circular of 23 July 2014, JUSC1412888C.
  private static final Pattern GIVEN = Pattern.compile("[a-zàâäçéèêëîïôöùûüÿæœ0-9._@+'-]+");

  public Login {
    value = form(value);
    if (!isOne(value)) {
      throw new IllegalArgumentException("a login has between 1 and 200 characters");
    }
  }

  /// Whether a text can be a login at all.
  public static boolean fits(String text) {
    return isOne(form(text));
  }

  /// Whether a new account may be called so: French letters, digits and what addresses are made of.
  /// Others look like them, a dotless i or a Cyrillic a, or are not seen at all: nobody is to be
  /// taken for somebody else.
  public static boolean mayBeGiven(String text) {
    var form = form(text);
    return isOne(form) && GIVEN.matcher(form).matches();
  }

  private static String form(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isOne(String form) {
    return !form.isEmpty()
        && form.length() <= MAX_LENGTH
        && form.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return "Login[******]";
  }
}
