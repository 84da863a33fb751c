package fr.vigie.records.terms;

/// An exact number somebody is looked for by.
///
/// @param kind `number` for the 11 digits of France Travail, `nir` for the 15 characters
public record NumberTerm(String kind, String text) {

  static final String NUMBER = "number";
  static final String NIR = "nir";

  /// The 11 digits of France Travail.
  public static NumberTerm number(String digits) {
    return new NumberTerm(NUMBER, digits);
  }

  /// The number of the French register of persons, with its key.
  public static NumberTerm nir(String characters) {
    return new NumberTerm(NIR, characters);
  }

  @Override
  public String toString() {
    return "NumberTerm[" + kind + ", ******]";
  }
}
