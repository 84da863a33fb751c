package fr.vigie.audit.retention;

import java.time.LocalDate;

/// How long contents are kept.
///
/// @param months after the month of their arrival
/// @param reason empty where none is needed
record Retention(int months, String reason) {

  // CNIL, recommendation on logging (deliberation 2021-122): six months to a year; up to three
  // years where it is shown to be needed.
  private static final int FEWEST = 6;
  private static final int MOST = 12;
  private static final int MOST_WITH_REASON = 36;

  Retention {
    if (months < FEWEST || months > MOST_WITH_REASON) {
      throw new IllegalStateException(
          "vigie.audit.retention.months is %d: the log keeps contents for 6 to 12 months, and for up to 36 with a reason"
              .formatted(months));
    }
    if (months > MOST && reason.isBlank()) {
      throw new IllegalStateException(
          "vigie.audit.retention.months is %d: more than 12 need a reason, vigie.audit.retention.reason"
              .formatted(months));
    }
  }

  static Retention of(RetentionSettings settings) {
    return new Retention(settings.months(), settings.reason().orElse("").strip());
  }

  /// Whether the time of what arrived in a month is over.
  ///
  /// @param month its first day
  boolean isOver(LocalDate month, LocalDate today) {
    return !month.plusMonths(1L + months).isAfter(today);
  }
}
