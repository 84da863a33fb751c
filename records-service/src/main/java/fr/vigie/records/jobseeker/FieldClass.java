package fr.vigie.records.jobseeker;

import fr.vigie.records.keys.Retention;
import java.util.Arrays;

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

  /// Which key seals it.
  public Retention retention() {
    return retention;
  }
}
