package fr.vigie.records.jobseeker;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file in the clear: in memory only, for as long as one request needs it. None of its parts can
/// print.
///
/// @param contract null where none is signed yet
/// @param disability null where nothing of the kind is kept
/// @param detention likewise
public record JobSeeker(
    UUID person,
    Identity identity,
    Contact contact,
    Situation situation,
    Path path,
    @Nullable Contract contract,
    @Nullable Disability disability,
    @Nullable Detention detention,
    Identifiers identifiers) {

  /// Who the person is.
  ///
  /// @param givenNames all of them, the first one first, apart by spaces or commas
  /// @param sex `F` or `M`, as civil status has it
  public record Identity(
      String birthName,
      String usualName,
      String givenNames,
      String sex,
      LocalDate birthDate,
      String birthPlace) {

    /// The given name in daily use: the first one.
    public String givenName() {
      return givenNames.split("[ ,]+", 2)[0];
    }

    @Override
    public String toString() {
      return "Identity[******]";
    }
  }

  /// Where the person is found.
  ///
  /// @param communeCode of the INSEE
  public record Contact(
      String address,
      String postcode,
      String commune,
      @Nullable String phone,
      @Nullable String email,
      @Nullable String communeCode) {
    @Override
    public String toString() {
      return "Contact[******]";
    }
  }

  /// Where the person stands.
  ///
  /// @param category `A` to `G`
  /// @param benefit what is drawn; null for nothing
  /// @param status null for a job seeker; `online-only` and `minimum-income` for who is none, and
  ///   was last seen on `registeredOn`
  /// @param endedOn the day the registration ended; null for as long as it lasts
  public record Situation(
      String category,
      LocalDate registeredOn,
      @Nullable String benefit,
      @Nullable LocalDate endedOn,
      @Nullable String status) {

    /// The same, with a last day; null for none.
    public Situation ended(@Nullable LocalDate on) {
      return new Situation(category, registeredOn, benefit, on, status);
    }

    @Override
    public String toString() {
      return "Situation[******]";
    }
  }

  /// Where the person is going.
  ///
  /// @param referent the agency that follows the person
  /// @param romeCode the work sought
  /// @param appellation the name of that work, by its code
  /// @param modality how close the follow-up is: `renforcé`, `guidé`, `suivi`
  /// @param criteria of the orientation: `minimum-income`, `housing`, ...; what only a disability
  ///   explains is not among them
  public record Path(
      String track,
      String referent,
      String romeCode,
      String romeLabel,
      @Nullable String appellation,
      @Nullable String modality,
      List<String> criteria) {
    // Files sealed before there were criteria lack them.
    public Path {
      criteria = criteria == null ? List.of() : List.copyOf(criteria);
    }

    @Override
    public String toString() {
      return "Path[******]";
    }
  }

  /// What was agreed with the person (`contrat d'engagement`).
  ///
  /// @param exemption from the 15 hours a week; null for none
  public record Contract(
      LocalDate signedOn, int hoursPerWeek, @Nullable String exemption, @Nullable String goal) {
    @Override
    public String toString() {
      return "Contract[******]";
    }
  }

  /// What D5312-51 lets be kept.
  ///
  /// @param recognised has the quality of disabled worker (RQTH)
  /// @param until when the recognition ends
  /// @param compensation what the person needs at work
  /// @param limits of what the person can do
  /// @param title by which the obligation to employ counts the person (BOE): `rqth`, `aah`, ...
  /// @param recovery what the person needs to recover in
  public record Disability(
      boolean recognised,
      @Nullable LocalDate until,
      @Nullable String compensation,
      @Nullable String origin,
      @Nullable String limits,
      @Nullable String title,
      @Nullable String recovery) {
    @Override
    public String toString() {
      return "Disability[******]";
    }
  }

  /// An incarceration.
  ///
  /// @param until the day it ends
  public record Detention(LocalDate until) {
    @Override
    public String toString() {
      return "Detention[******]";
    }
  }

  /// The numbers the person is known by elsewhere.
  ///
  /// @param nir 15 characters with the key
  /// @param number the 11 digits of France Travail
  public record Identifiers(String nir, String number) {
    @Override
    public String toString() {
      return "Identifiers[******]";
    }
  }

  @Override
  public String toString() {
    return "JobSeeker[" + person + "]";
  }
}
