package fr.vigie.launcher.population;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One synthetic person, in the words of records-service's import.
///
/// @param person the reference
/// @param number the 11 digits of the public employment service
/// @param benefit what the person draws, null for nothing
/// @param track the path the person was oriented to
/// @param disability null where none is recognised
/// @param advisor account of the advisor who follows the person; null for nobody yet
public record Person(
    UUID person,
    String nir,
    String number,
    String birthName,
    String usualName,
    String givenNames,
    String sex,
    LocalDate birthDate,
    String birthPlace,
    String address,
    String postcode,
    String commune,
    String phone,
    String email,
    String category,
    LocalDate registeredOn,
    @Nullable String benefit,
    String track,
    String romeCode,
    String romeLabel,
    @Nullable Disability disability,
    @Nullable UUID advisor,
    String organisation,
    String agency) {

  /// A recognition as a disabled worker (RQTH).
  ///
  /// @param until null for a recognition without end
  /// @param compensation what the person needs at work, null for nothing
  public record Disability(
      boolean recognised, @Nullable LocalDate until, @Nullable String compensation) {}

  @Override
  public String toString() {
    return "Person[" + person + "]";
  }
}
