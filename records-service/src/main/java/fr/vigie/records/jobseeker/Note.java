package fr.vigie.records.jobseeker;

import java.time.LocalDate;

/// What was said, or done, and when.
///
/// @param kind `note`, `action`
public record Note(String kind, LocalDate on, String text) {
  @Override
  public String toString() {
    return "Note[******]";
  }
}
