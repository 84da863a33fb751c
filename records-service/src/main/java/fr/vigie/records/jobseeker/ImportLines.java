package fr.vigie.records.jobseeker;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads lines of imports: every field must be there, be what it should be, and be known.
final class ImportLines {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern NUMBER = Pattern.compile("[0-9]{11}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M} .,'’-]{0,79}");
  private static final Pattern WORDS = Pattern.compile("\\S(?:[^\\p{C}]{0,118}\\S)?");
  private static final Pattern SEX = Pattern.compile("[FM]");
  private static final Pattern POSTCODE = Pattern.compile("(?!00)[0-9]{5}");
  private static final Pattern PHONE = Pattern.compile("(?:0|\\+33)[1-9][0-9]{8}");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}");
  private static final Pattern CATEGORY = Pattern.compile("[A-G]");
  private static final Pattern ROME = Pattern.compile("[A-N][0-9]{4}");
  private static final Pattern ORGANISATION = Pattern.compile("FT|CE-[0-9]{2}");
  private static final Pattern AGENCY = Pattern.compile("(?:FT|CE)-[0-9]{2,4}");

  private static final String A_NAME = "must be a name of 1 to 80 letters, spaces, -, ' and .";
  private static final String SOME_WORDS = "must be a text of 1 to 120 characters";
  private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);
  private static final LocalDate FIRST_REGISTRATION = LocalDate.of(1967, 7, 13);
  private static final int YEARS_AHEAD = 50;

  private ImportLines() {}

  /// Reads one line; null where it is not to be used.
  ///
  /// @param today the day the line came; dates of birth and registration lie before it
  /// @param problems where mistakes are added
  static @Nullable ImportLine read(
      String text, int line, LocalDate today, List<ImportProblem> problems) {
    var before = problems.size();
    var object = object(text, line, problems);
    if (object == null) {
      return null;
    }
    var read = read(new LineReader(object, line, problems), today);
    return problems.size() == before ? read : null;
  }

  private static @Nullable JsonNode object(String text, int line, List<ImportProblem> problems) {
    try {
      var node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException _) {
      // said below; the parser's own words would quote the line
    }
    problems.add(new ImportProblem(line, "", "must be one JSON object"));
    return null;
  }

  private static ImportLine read(LineReader from, LocalDate today) {
    var agency = from.text("agency", AGENCY, "must be an agency, as in FT-01 or CE-01");
    var file =
        new JobSeeker(
            from.uuid("person"),
            identity(from, today),
            contact(from),
            new JobSeeker.Situation(
                from.text("category", CATEGORY, "must be a category from A to G"),
                from.date("registeredOn", FIRST_REGISTRATION, today),
                from.optionalText("benefit", WORDS, SOME_WORDS)),
            new JobSeeker.Path(
                from.text("track", WORDS, SOME_WORDS),
                agency,
                from.text("romeCode", ROME, "must be a ROME code, as in K1304"),
                from.text("romeLabel", WORDS, SOME_WORDS)),
            disability(from.optionalObject("disability"), today),
            new JobSeeker.Identifiers(
                from.text("nir", Nir::isValid, "must be a NIR of 15 characters with its key"),
                from.text("number", NUMBER, "must be 11 digits")));
    var read =
        new ImportLine(
            file,
            from.optionalUuid("advisor"),
            from.text("organisation", ORGANISATION, "must be FT, or CE- and two digits"),
            agency);
    from.end();
    return read;
  }

  private static JobSeeker.Identity identity(LineReader from, LocalDate today) {
    return new JobSeeker.Identity(
        from.text("birthName", NAME, A_NAME),
        from.text("usualName", NAME, A_NAME),
        from.text("givenNames", NAME, A_NAME),
        from.text("sex", SEX, "must be F or M"),
        from.date("birthDate", FIRST_BIRTH, today),
        from.text("birthPlace", WORDS, SOME_WORDS));
  }

  private static JobSeeker.Contact contact(LineReader from) {
    return new JobSeeker.Contact(
        from.text("address", WORDS, SOME_WORDS),
        from.text("postcode", POSTCODE, "must be a postcode of 5 digits"),
        from.text("commune", WORDS, SOME_WORDS),
        from.optionalText("phone", PHONE, "must be a French number, as in 0123456789"),
        from.optionalText("email", EMAIL, "must be an e-mail address"));
  }

  private static JobSeeker.@Nullable Disability disability(
      @Nullable LineReader from, LocalDate today) {
    if (from == null) {
      return null;
    }
    var read =
        new JobSeeker.Disability(
            from.flag("recognised"),
            from.optionalDate("until", FIRST_REGISTRATION, today.plusYears(YEARS_AHEAD)),
            from.optionalText("compensation", WORDS, SOME_WORDS));
    from.end();
    return read;
  }

  static LocalDate today(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
