package fr.vigie.records.file;

import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.FileFields;
import java.util.Arrays;
import java.util.Optional;

/// The classes of a file that an advisor may write. NIR and number come with a registration and
/// stay; disability is for designated persons, and written by nobody else.
enum Part {
  IDENTITY(FieldClass.IDENTITY, "identity-corrected"),
  CONTACT(FieldClass.CONTACT, "contact-changed"),
  SITUATION(FieldClass.SITUATION, "situation-changed"),
  PATH(FieldClass.PATH, "path-changed"),
  CONTRACT(FieldClass.CONTRACT, "contract-signed");

  private final FieldClass fieldClass;
  private final String change;

  Part(FieldClass fieldClass, String change) {
    this.fieldClass = fieldClass;
    this.change = change;
  }

  static Optional<Part> of(String word) {
    return Arrays.stream(values()).filter(part -> part.fieldClass.word().equals(word)).findFirst();
  }

  FieldClass fieldClass() {
    return fieldClass;
  }

  String change() {
    return change;
  }

  /// What somebody sent as this part.
  Object read(FieldReader from, FileFields fields) {
    return switch (this) {
      case IDENTITY -> fields.identity(from);
      case CONTACT -> fields.contact(from);
      case SITUATION -> fields.situationThatLasts(from);
      case PATH -> fields.path(from, from.text("referent", Rule.AGENCY));
      case CONTRACT -> fields.contract(from);
    };
  }
}
