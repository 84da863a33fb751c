package fr.vigie.records.jobseeker;

import fr.vigie.records.keys.Retention;
import java.util.Arrays;
import java.util.Collection;

/// The parts of a file that are shown, or not, apart from each other, and sealed apart so that
/// opening one opens no other.
public enum FieldClass {
  /// Names, sex, birth.
  IDENTITY("identity", Retention.FILE),
  /// Address, telephone, e-mail.
  CONTACT("contact", Retention.FILE),
  /// Category, registration, benefit.
  SITUATION("situation", Retention.FILE),
  /// Track, referring structure, work sought.
  PATH("path", Retention.FILE),
  /// The contract of engagement.
  CONTRACT("contract", Retention.FILE),
  /// Appointments, to come and past.
  APPOINTMENTS("appointments", Retention.FILE),
  /// Notes and actions.
  HISTORY("history", Retention.FILE),
  /// What D5312-51 lists; for designated persons only.
  DISABILITY("disability", Retention.DISABILITY),
  /// An incarceration, for as long as it may be known; for designated persons only.
  DETENTION("detention", Retention.DETENTION),
  /// The NIR and the France Travail number.
  NIR("nir", Retention.FILE);

  private final String word;
  private final Retention retention;

  FieldClass(String word, Retention retention) {
    this.word = word;
    this.retention = retention;
  }

  /// As events and answers name it.
  public String word() {
    return word;
  }

  /// The class of a word.
  ///
  /// @throws IllegalArgumentException where it is none
  public static FieldClass of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field class: " + word));
  }

  /// What it may come to in an answer, at most, in bytes of JSON: what the rules for its fields let
  /// in, in letters of four bytes. Of appointments and notes, as many as are told at once.
  public int mostBytes() {
    return switch (this) {
      case IDENTITY, CONTACT -> 1_600;
      case SITUATION -> 640;
      case PATH -> 1_280;
      case CONTRACT -> 1_152;
      case APPOINTMENTS -> Histories.MOST_ENTRIES * 704;
      case HISTORY -> Histories.MOST_BYTES + Histories.MOST_CHANGES * FileHistory.BYTES_OF_A_CHANGE;
      case DISABILITY -> 2_176;
      case DETENTION -> 64;
      case NIR -> 128;
    };
  }

  /// The same of several.
  public static int mostBytes(Collection<FieldClass> classes) {
    return classes.stream().mapToInt(FieldClass::mostBytes).sum();
  }

  /// Which key seals it.
  public Retention retention() {
    return retention;
  }
}
