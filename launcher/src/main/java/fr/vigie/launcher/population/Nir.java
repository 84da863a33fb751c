package fr.vigie.launcher.population;

/// The number of the French register of persons: 13 characters and a key of two digits.
///
/// Ours carry commune numbers from 950 on, which no department of metropolitan France has (the
/// highest are 909 in 62), so that none was ever issued.
final class Nir {

  private static final int MODULUS = 97;

  private Nir() {}

  /// @param department two characters, Corsica as `2A` and `2B`
  /// @param commune the last three digits of the commune's number
  /// @param order the order in the commune's register of that month, from 1 to 999
  static String of(boolean woman, int year, int month, String department, int commune, int order) {
    var body =
        "%d%02d%02d%s%03d%03d"
            .formatted(woman ? 2 : 1, year % 100, month, department, commune, order);
    return body + "%02d".formatted(key(body));
  }

  /// The key of the 13 characters before it: 97 less the remainder by 97, 2A counting as 19 and 2B
  /// as 18.
  static int key(String body) {
    var digits = body.replace("2A", "19").replace("2B", "18");
    return MODULUS - (int) (Long.parseLong(digits) % MODULUS);
  }
}
