package fr.vigie.records.retention;

import fr.vigie.kit.ParisTime;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker.Detention;
import fr.vigie.records.jobseeker.JobSeeker.Disability;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.vault.Vaults;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The periods of the law (R51), and the day from which each forbids to keep what it is about.
enum Period {
  /// R52: 12 months after the end of the registration, or after the last contact with who is not
  /// registered, a file leaves the searchable set. Nothing is erased.
  VAULT("12-months-without-contact", Retention.FILE, FieldClass.SITUATION),
  /// R5312-44: 20 years after the end of the registration.
  TWENTY_YEARS("20-years-after-registration", Retention.FILE, FieldClass.SITUATION),
  /// R5312-44: 13 months after the last use, for who only used the services on line.
  ONLINE_ONLY("13-months-online-only", Retention.FILE, FieldClass.SITUATION),
  /// R5312-34: one month, for who only draws the minimum income and seeks no work here.
  MINIMUM_INCOME("1-month-minimum-income", Retention.FILE, FieldClass.SITUATION),
  /// D5312-54: 6 months after the recognition of the disability ends.
  AFTER_RECOGNITION("6-months-after-recognition", Retention.DISABILITY, FieldClass.DISABILITY),
  /// D5312-54: and in any case 6 months after the end of the registration.
  DISABILITY_AFTER_REGISTRATION(
      "6-months-after-registration", Retention.DISABILITY, FieldClass.SITUATION),
  /// R5312-44: 3 months after the end of an incarceration.
  AFTER_DETENTION("3-months-after-detention", Retention.DETENTION, FieldClass.DETENTION);

  private final String word;
  private final Retention retention;
  private final FieldClass source;

  Period(String word, Retention retention, FieldClass source) {
    this.word = word;
    this.retention = retention;
    this.source = source;
  }

  /// The period of this word.
  static Period of(String word) {
    return Arrays.stream(values())
        .filter(period -> period.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no period: " + word));
  }

  /// The class it is reckoned from.
  FieldClass source() {
    return source;
  }

  String word() {
    return word;
  }

  Retention retention() {
    return retention;
  }

  /// The day on which a file that was brought back from the vault returns to it.
  static LocalDate afterRecall(Instant at) {
    return ParisTime.day(at).plusMonths(1);
  }

  /// What a situation says of each period that depends on it; null: nothing is due.
  static Map<Period, @Nullable LocalDate> of(Situation situation) {
    var ended = situation.endedOn();
    var seen = situation.registeredOn();
    var status = situation.status();
    var due = new EnumMap<Period, @Nullable LocalDate>(Period.class);
    due.put(VAULT, Vaults.from(situation));
    due.put(TWENTY_YEARS, status == null && ended != null ? ended.plusYears(20) : null);
    due.put(ONLINE_ONLY, "online-only".equals(status) ? seen.plusMonths(13) : null);
    due.put(MINIMUM_INCOME, "minimum-income".equals(status) ? seen.plusMonths(1) : null);
    due.put(DISABILITY_AFTER_REGISTRATION, ended == null ? null : ended.plusMonths(6));
    return due;
  }

  /// What a recognition says.
  static Map<Period, @Nullable LocalDate> of(Disability disability) {
    var until = disability.until();
    var due = new EnumMap<Period, @Nullable LocalDate>(Period.class);
    due.put(AFTER_RECOGNITION, until == null ? null : until.plusMonths(6));
    return due;
  }

  /// What an incarceration says.
  static Map<Period, @Nullable LocalDate> of(Detention detention) {
    var due = new EnumMap<Period, @Nullable LocalDate>(Period.class);
    due.put(AFTER_DETENTION, detention.until().plusMonths(3));
    return due;
  }
}
