package fr.vigie.records.fields;

import java.util.regex.Pattern;

/// What a text must be, and how that is said to whoever sent another.
public enum Rule {
  /// As civil status writes names.
  NAME(
      "[\\p{L}\\p{M}][\\p{L}\\p{M} .,'’-]{0,79}",
      "must be a name of 1 to 80 letters, spaces, -, ' and .",
      "doit être un nom de 1 à 80 lettres, espaces, -, ' et ."),
  /// A name as somebody types it who looks for it: two letters at least.
  SOUGHT_NAME(
      "(?=(?:[^\\p{L}\\p{N}]*[\\p{L}\\p{N}]){2})[^\\p{C}]{2,80}",
      "must be a name of 2 to 80 characters, with two letters at least",
      "doit être un nom de 2 à 80 caractères, dont deux lettres au moins"),
  WORDS(
      "[^\\s\\p{C}](?:[^\\p{C}]{0,118}[^\\s\\p{C}])?",
      "must be a text of 1 to 120 characters",
      "doit être un texte de 1 à 120 caractères"),
  /// A note: lines may end. One class of letters and no choice between two: that would take the
  /// matcher a step of its stack for each letter.
  TEXT(
      "[^\\s\\p{C}][\\P{C}\\n]{0,1999}",
      "must be a text of 1 to 2,000 characters",
      "doit être un texte de 1 à 2 000 caractères"),
  SEX("[FM]", "must be F or M", "doit être F ou M"),
  POSTCODE(
      "(?!00)[0-9]{5}", "must be a postcode of 5 digits", "doit être un code postal de 5 chiffres"),
  /// Official geographic code: department (Corsica 2A and 2B, overseas three digits) and commune.
  COMMUNE_CODE(
      "(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-578])[0-9]{3}",
      "must be the INSEE code of a commune, as in 75111 or 2A004",
      "doit être le code INSEE d’une commune, comme 75111 ou 2A004"),
  PHONE(
      "(?:0|\\+33)[1-9][0-9]{8}",
      "must be a French number, as in 0123456789",
      "doit être un numéro français, comme 0123456789"),
  EMAIL(
      "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}",
      "must be an e-mail address", "doit être une adresse électronique"),
  STATUS(
      "online-only|minimum-income",
      "must be online-only or minimum-income",
      "doit être online-only (services en ligne) ou minimum-income (RSA)"),
  CATEGORY("[A-G]", "must be a category from A to G", "doit être une catégorie de A à G"),
  ROME("[A-N][0-9]{4}", "must be a ROME code, as in K1304", "doit être un code ROME, comme K1304"),
  APPELLATION(
      "[0-9]{5,6}",
      "must be the code of an appellation, as in 10857",
      "doit être un code d’appellation, comme 10857"),
  MODALITY(
      "renforcé|guidé|suivi",
      "must be renforcé, guidé or suivi",
      "doit être renforcé, guidé ou suivi"),
  /// What the orientation of a person goes by.
  CRITERION(
      "minimum-income|health|housing|mobility|family|money|digital",
      "must be minimum-income, health, housing, mobility, family, money or digital",
      "doit être minimum-income (RSA), health (santé), housing (logement), mobility (mobilité),"
          + " family (famille), money (argent) ou digital (numérique)"),
  /// L5212-13.
  BOE_TITLE(
      "rqth|aah|invalidity-pension|work-accident|military-pension|inclusion-card",
      "must be rqth, aah, invalidity-pension, work-accident, military-pension or inclusion-card",
      "doit être rqth, aah, invalidity-pension (pension d’invalidité), work-accident (accident du"
          + " travail), military-pension (pension militaire) ou inclusion-card (CMI)"),
  ORGANISATION(
      "FT|CE-[0-9]{2}",
      "must be FT, or CE- and two digits", "doit être FT, ou CE- et deux chiffres"),
  AGENCY(
      "(?:FT|CE)-[0-9]{2,4}",
      "must be an agency, as in FT-01 or CE-01",
      "doit être une agence, comme FT-01 ou CE-01"),
  /// A person's: as in the log, or as an advisor was given it.
  PERSON(
      "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{64}",
      "must be the reference of a person", "doit être la référence d’une personne"),
  NUMBER("[0-9]{11}", "must be 11 digits", "doit avoir 11 chiffres"),
  NIR(
      "[0-9AB]{15}",
      "must be a NIR of 15 characters with its key",
      "doit être un NIR de 15 caractères avec sa clé") {
    @Override
    public boolean holds(String text) {
      return super.holds(text) && Nir.isValid(text);
    }
  },
  /// What of a file may be asked for on the own word.
  GLASS_CLASS(
      "identity|contact|situation|path",
      "must be identity, contact, situation or path",
      "doit être identity (identité), contact (coordonnées), situation ou path (parcours)"),
  GLASS_REASON(
      "visitor|follower-away|hardship|danger",
      "must be visitor, follower-away, hardship or danger",
      "doit être visitor (visite), follower-away (référent absent), hardship (détresse)"
          + " ou danger"),
  GLASS_VERDICT(
      "justified|abuse",
      "must be justified or abuse",
      "doit être justified (justifié) ou abuse (abus)"),
  /// Enough to judge by.
  EXPLANATION(
      "[^\\s\\p{C}][\\P{C}\\n]{19,499}",
      "must be a text of 20 to 500 characters",
      "doit être un texte de 20 à 500 caractères"),
  CONTACT_MODE(
      "PHYSIQUE|TELEPHONE|VISIO",
      "must be PHYSIQUE, TELEPHONE or VISIO",
      "doit être PHYSIQUE, TELEPHONE ou VISIO"),
  APPOINTMENT_OUTCOME(
      "kept|missed|cancelled",
      "must be kept, missed or cancelled",
      "doit être kept (honoré), missed (manqué) ou cancelled (annulé)"),
  NOTE_KIND("note|action", "must be note or action", "doit être note ou action"),
  /// Services the law lets receive files (R5312-43, D5312-52).
  RECIPIENT(
      "agefiph|fiphfp|unedic|department|mission-locale|inspection",
      "must be agefiph, fiphfp, unedic, department, mission-locale or inspection",
      "doit être agefiph, fiphfp, unedic, department (département), mission-locale"
          + " ou inspection"),
  MATTER(
      "recall|erase|export",
      "must be recall, erase or export",
      "doit être recall (rappel), erase (effacement) ou export");

  private final Pattern shape;
  private final String must;
  private final String doit;

  Rule(String shape, String must, String doit) {
    this.shape = Pattern.compile(shape);
    this.must = must;
    this.doit = doit;
  }

  /// Is this text what it must be?
  public boolean holds(String text) {
    return shape.matcher(text).matches();
  }

  String must() {
    return must;
  }

  String doit() {
    return doit;
  }
}
