package fr.vigie.records.keys;

import java.util.Arrays;

/// How long data is kept decides which key seals it: what is to go earlier has a key of its own,
/// which is destroyed earlier.
public enum Retention {
  /// 20 years after the end of the registration (R5312-44); 13 months for those who only used the
  /// services on line, one month for those who only draw the minimum income (R5312-34).
  FILE("file"),
  /// 6 months after the recognition of a disability or the registration ends (D5312-54).
  DISABILITY("disability"),
  /// 3 months after the end of an incarceration (R5312-44).
  DETENTION("detention");

  private final String word;

  Retention(String word) {
    this.word = word;
  }

  /// As rows and events name it.
  public String word() {
    return word;
  }

  /// The class of this word.
  public static Retention of(String word) {
    return Arrays.stream(values())
        .filter(retention -> retention.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no retention class: " + word));
  }
}
