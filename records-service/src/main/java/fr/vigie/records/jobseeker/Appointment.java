package fr.vigie.records.jobseeker;

import java.time.LocalDateTime;

/// A meeting with an advisor, to come or past.
///
/// @param at in Paris, to the minute
/// @param mode `PHYSIQUE`, `TELEPHONE`, `VISIO`
public record Appointment(LocalDateTime at, String agency, String reason, String mode) {

  /// How it went.
  ///
  /// @param outcome `kept`, `missed`, `cancelled`
  public record Closing(String outcome) {
    @Override
    public String toString() {
      return "Closing[******]";
    }
  }

  @Override
  public String toString() {
    return "Appointment[******]";
  }
}
