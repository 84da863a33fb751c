package fr.vigie.records.fields;

import java.util.regex.Pattern;

/// The number of the French register of persons: 13 characters and a key of two digits.
final class Nir {

  // Sex; year; month (20 to 42 and 50 to 99 where the civil registry gave none); department,
  // Corsica
  // as 2A and 2B since 1976; commune; order in the register; key.
  private static final Pattern SHAPE =
      Pattern.compile(
          "[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[AB])[0-9]{3}[0-9]{3}[0-9]{2}");
  private static final int BODY = 13;
  private static final int MODULUS = 97;

  private Nir() {}

  /// Is this a NIR with the key that belongs to it?
  static boolean isValid(String nir) {
    return SHAPE.matcher(nir).matches()
        && key(nir.substring(0, BODY)) == Integer.parseInt(nir.substring(BODY));
  }

  // For the key alone, 2A counts as 19 and 2B as 18.
  private static int key(String body) {
    var digits = body.replace("2A", "19").replace("2B", "18");
    return MODULUS - (int) (Long.parseLong(digits) % MODULUS);
  }
}
