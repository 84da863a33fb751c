package fr.vigie.records.jobseeker;

import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import java.time.LocalDate;

/// Reads the parts of a file from what somebody sent, on a day.
///
/// @param today dates of birth and registration lie before its end
public record FileFields(LocalDate today) {

  private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);
  private static final LocalDate FIRST_REGISTRATION = LocalDate.of(1967, 7, 13);
  private static final LocalDate FIRST_CONTRACT = LocalDate.of(2025, 1, 1);
  private static final int YEARS_AHEAD = 50;
  private static final int HOURS_A_WEEK = 35;
  private static final int MOST_CRITERIA = 7;

  public JobSeeker.Identity identity(FieldReader from) {
    return new JobSeeker.Identity(
        from.text("birthName", Rule.NAME),
        from.text("usualName", Rule.NAME),
        from.text("givenNames", Rule.NAME),
        from.text("sex", Rule.SEX),
        from.date("birthDate", FIRST_BIRTH, today),
        from.text("birthPlace", Rule.WORDS));
  }

  public JobSeeker.Contact contact(FieldReader from) {
    return new JobSeeker.Contact(
        from.text("address", Rule.WORDS),
        from.text("postcode", Rule.POSTCODE),
        from.text("commune", Rule.WORDS),
        from.optionalText("phone", Rule.PHONE),
        from.optionalText("email", Rule.EMAIL),
        from.optionalText("communeCode", Rule.COMMUNE_CODE));
  }

  public JobSeeker.Situation situation(FieldReader from) {
    var lasting = situationThatLasts(from);
    return new JobSeeker.Situation(
        lasting.category(),
        lasting.registeredOn(),
        lasting.benefit(),
        from.optionalDate("endedOn", lasting.registeredOn(), today),
        from.optionalText("status", Rule.STATUS));
  }

  /// Of a registration that has not ended: ending it is a deed of its own.
  public JobSeeker.Situation situationThatLasts(FieldReader from) {
    return new JobSeeker.Situation(
        from.text("category", Rule.CATEGORY),
        from.date("registeredOn", FIRST_REGISTRATION, today),
        from.optionalText("benefit", Rule.WORDS),
        null,
        null);
  }

  /// Where the person is going.
  ///
  /// @param referent the agency that follows the person
  public JobSeeker.Path path(FieldReader from, String referent) {
    return new JobSeeker.Path(
        from.text("track", Rule.WORDS),
        referent,
        from.text("romeCode", Rule.ROME),
        from.text("romeLabel", Rule.WORDS),
        from.optionalText("appellation", Rule.APPELLATION),
        from.optionalText("modality", Rule.MODALITY),
        from.texts("criteria", Rule.CRITERION, MOST_CRITERIA));
  }

  public JobSeeker.Contract contract(FieldReader from) {
    return new JobSeeker.Contract(
        from.date("signedOn", FIRST_CONTRACT, today),
        from.number("hoursPerWeek", 0, HOURS_A_WEEK),
        from.optionalText("exemption", Rule.WORDS),
        from.optionalText("goal", Rule.WORDS));
  }

  public JobSeeker.Disability disability(FieldReader from) {
    return new JobSeeker.Disability(
        from.flag("recognised"),
        from.optionalDate("until", FIRST_REGISTRATION, today.plusYears(YEARS_AHEAD)),
        from.optionalText("compensation", Rule.WORDS),
        from.optionalText("origin", Rule.WORDS),
        from.optionalText("limits", Rule.WORDS),
        from.optionalText("title", Rule.BOE_TITLE),
        from.optionalText("recovery", Rule.WORDS));
  }

  public JobSeeker.Detention detention(FieldReader from) {
    return new JobSeeker.Detention(
        from.date("until", FIRST_REGISTRATION, today.plusYears(YEARS_AHEAD)));
  }

  public Appointment appointment(FieldReader from) {
    return new Appointment(
        from.time("at", FIRST_REGISTRATION, today.plusYears(2)),
        from.text("agency", Rule.AGENCY),
        from.text("reason", Rule.WORDS),
        from.text("mode", Rule.CONTACT_MODE));
  }

  public Note note(FieldReader from) {
    return new Note(
        from.text("kind", Rule.NOTE_KIND),
        from.date("on", FIRST_REGISTRATION, today),
        from.text("text", Rule.TEXT));
  }
}
