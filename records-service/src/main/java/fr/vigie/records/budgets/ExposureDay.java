package fr.vigie.records.budgets;

import fr.vigie.eventstore.EventTag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The day a disclosure is debited on.
public final class ExposureDay {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private ExposureDay() {}

  /// The day it is in Paris.
  public static LocalDate of(Instant now) {
    return LocalDate.ofInstant(now, PARIS);
  }

  /// Finds what one advisor did on one day, so that a decision folds a day and not a career.
  public static EventTag tag(String advisor, LocalDate day) {
    return EventTag.of("advisor-day", advisor + "|" + day);
  }
}
