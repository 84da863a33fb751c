package fr.vigie.records.budgets;

import fr.vigie.eventstore.EventTag;
import java.time.LocalDate;

/// The day a disclosure is debited on.
public final class ExposureDay {

  private ExposureDay() {}

  /// Finds what one advisor did on one day, so that a decision folds a day and not a career.
  public static EventTag tag(String advisor, LocalDate day) {
    return EventTag.of("advisor-day", advisor + "|" + day);
  }
}
