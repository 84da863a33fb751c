package fr.vigie.records.importing;

import fr.vigie.records.fields.FieldProblem;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.jobseeker.FileFields;
import fr.vigie.records.jobseeker.JobSeeker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lines of imports: every field must be there, be what it should be, and be known.
final class ImportLines {

  private static final int MOST_APPOINTMENTS = 20;

  private ImportLines() {}

  /// Reads one line; null where it is not to be used.
  ///
  /// @param today the day the line came; dates of birth and registration lie before it
  /// @param problems where mistakes are added
  static @Nullable ImportLine read(
      String text, int line, LocalDate today, List<ImportProblem> problems) {
    var found = new ArrayList<FieldProblem>();
    var object = StrictJson.object(text, found);
    var read = object == null ? null : read(object, today);
    for (var problem : found) {
      problems.add(new ImportProblem(line, problem.field(), problem.message(), problem.french()));
    }
    return found.isEmpty() ? read : null;
  }

  private static ImportLine read(FieldReader from, LocalDate today) {
    var fields = new FileFields(today);
    var agency = from.text("agency", Rule.AGENCY);
    var file =
        new JobSeeker(
            from.uuid("person"),
            fields.identity(from),
            fields.contact(from),
            fields.situation(from),
            fields.path(from, agency),
            inner(from, "contract", fields::contract),
            inner(from, "disability", fields::disability),
            inner(from, "detention", fields::detention),
            new JobSeeker.Identifiers(
                from.text("nir", Rule.NIR), from.text("number", Rule.NUMBER)));
    var appointments =
        from.objects("appointments", MOST_APPOINTMENTS).stream()
            .map(each -> {
              var appointment = fields.appointment(each);
              each.end();
              return appointment;
            })
            .toList();
    var read =
        new ImportLine(
            file,
            appointments,
            from.optionalUuid("advisor"),
            from.text("organisation", Rule.ORGANISATION),
            agency);
    from.end();
    return read;
  }

  private static <T> @Nullable T inner(
      FieldReader from, String field, java.util.function.Function<FieldReader, T> reading) {
    var object = from.optionalObject(field);
    if (object == null) {
      return null;
    }
    var read = reading.apply(object);
    object.end();
    return read;
  }
}
