package fr.vigie.records.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes the fields of one JSON object one by one, and notes what is wrong with each, so that the
/// sender hears of every mistake at once. A field nobody takes is a mistake too.
public final class FieldReader {

  private static final LocalDate UNKNOWN = LocalDate.EPOCH;
  private static final UUID NOBODY = new UUID(0, 0);

  // UUID.fromString takes "1-1-1-1-1" too; one person has one spelling.
  private static final Pattern REFERENCE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final JsonNode object;
  private final String prefix;
  private final List<FieldProblem> problems;
  private final Set<String> taken = new HashSet<>();

  FieldReader(JsonNode object, List<FieldProblem> problems) {
    this(object, "", problems);
  }

  private FieldReader(JsonNode object, String prefix, List<FieldProblem> problems) {
    this.object = object;
    this.prefix = prefix;
    this.problems = problems;
  }

  /// A text that must be there.
  public String text(String field, Rule rule) {
    var text = optionalText(field, rule);
    return text == null ? missing(field, rule.must(), rule.doit(), "") : text;
  }

  /// A text; null where there is none.
  public @Nullable String optionalText(String field, Rule rule) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isTextual() || !rule.holds(node.textValue())) {
      problem(field, rule.must(), rule.doit());
      return "";
    }
    return node.textValue();
  }

  /// A date that must be there.
  public LocalDate date(String field, LocalDate earliest, LocalDate latest) {
    var date = optionalDate(field, earliest, latest);
    return date == null ? missing(field, "must be a date", "doit être une date", UNKNOWN) : date;
  }

  /// A date; null where there is none.
  public @Nullable LocalDate optionalDate(String field, LocalDate earliest, LocalDate latest) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    try {
      var date = LocalDate.parse(node.asText());
      if (node.isTextual() && !date.isBefore(earliest) && !date.isAfter(latest)) {
        return date;
      }
    } catch (DateTimeException _) {
      // said below, like a date out of range
    }
    problem(
        field,
        "must be a date from %s to %s, as in 2026-11-22".formatted(earliest, latest),
        "doit être une date du %s au %s, comme 2026-11-22".formatted(earliest, latest));
    return UNKNOWN;
  }

  /// A date and time of day in Paris, to the minute, that must be there.
  public LocalDateTime time(String field, LocalDate earliest, LocalDate latest) {
    var node = take(field);
    try {
      var time = LocalDateTime.parse(node.asText());
      if (node.isTextual()
          && time.getSecond() == 0
          && time.getNano() == 0
          && !time.toLocalDate().isBefore(earliest)
          && !time.toLocalDate().isAfter(latest)) {
        return time;
      }
    } catch (DateTimeException _) {
      // said below, like a time out of range
    }
    problem(
        field,
        "must be a time from %s to %s, as in 2026-11-22T09:30".formatted(earliest, latest),
        "doit être une heure du %s au %s, comme 2026-11-22T09:30".formatted(earliest, latest));
    return UNKNOWN.atStartOfDay();
  }

  /// A reference that must be there.
  public UUID uuid(String field) {
    var uuid = optionalUuid(field);
    return uuid == null ? missing(field, "must be a UUID", "doit être un UUID", NOBODY) : uuid;
  }

  /// A reference; null where there is none.
  public @Nullable UUID optionalUuid(String field) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isTextual() || !REFERENCE.matcher(node.textValue()).matches()) {
      problem(field, "must be a UUID", "doit être un UUID");
      return NOBODY;
    }
    return UUID.fromString(node.textValue());
  }

  /// Yes or no, and nothing else.
  public boolean flag(String field) {
    var node = take(field);
    if (!node.isBoolean()) {
      problem(field, "must be true or false", "doit être true ou false");
    }
    return node.booleanValue();
  }

  /// A whole number that must be there.
  public int number(String field, int least, int most) {
    var node = take(field);
    if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
      problem(
          field,
          "must be a whole number from %d to %d".formatted(least, most),
          "doit être un entier de %d à %d".formatted(least, most));
    }
    return node.intValue();
  }

  /// The object in a field; null where there is none.
  public @Nullable FieldReader optionalObject(String field) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      problem(field, "must be an object or null", "doit être un objet ou null");
      return null;
    }
    return new FieldReader(node, prefix + field + ".", problems);
  }

  /// The objects in a field; none where there is no such field.
  public List<FieldReader> objects(String field, int most) {
    var node = take(field);
    var all = new ArrayList<FieldReader>();
    if (node.isNull()) {
      return all;
    }
    if (!node.isArray() || node.size() > most) {
      problem(
          field,
          "must be a list of at most %d objects".formatted(most),
          "doit être une liste d’au plus %d objets".formatted(most));
      return all;
    }
    for (var i = 0; i < node.size(); i++) {
      var each = "%s[%d]".formatted(field, i);
      if (node.get(i).isObject()) {
        all.add(new FieldReader(node.get(i), prefix + each + ".", problems));
      } else {
        problem(each, "must be an object", "doit être un objet");
      }
    }
    return all;
  }

  /// Texts, each once; none where there is no such field.
  public List<String> texts(String field, Rule rule, int most) {
    var node = take(field);
    var all = new LinkedHashSet<String>();
    for (var each : node) {
      if (each.isTextual() && rule.holds(each.textValue())) {
        all.add(each.textValue());
      }
    }
    if (!node.isNull() && (!node.isArray() || all.size() > most || all.size() != node.size())) {
      problem(field, "each " + rule.must() + ", once", "chacun " + rule.doit() + ", une fois");
    }
    return List.copyOf(all);
  }

  /// References, each once; one at least.
  public List<UUID> uuids(String field, int most) {
    var node = take(field);
    var all = new LinkedHashSet<UUID>();
    for (var each : node) {
      if (each.isTextual() && REFERENCE.matcher(each.textValue()).matches()) {
        all.add(UUID.fromString(each.textValue()));
      }
    }
    if (!node.isArray() || all.isEmpty() || all.size() > most || all.size() != node.size()) {
      problem(
          field,
          "must be a list of 1 to %d different UUIDs".formatted(most),
          "doit être une liste de 1 à %d UUID différents".formatted(most));
    }
    return List.copyOf(all);
  }

  /// Different texts of one kind; at least one.
  public List<String> someTexts(String field, Rule rule, int most) {
    var all = new LinkedHashSet<String>();
    var node = take(field);
    node.forEach(
        each -> all.add(each.isTextual() && rule.holds(each.textValue()) ? each.textValue() : ""));
    if (!node.isArray()
        || all.isEmpty()
        || all.contains("")
        || node.size() > Math.min(most, all.size())) {
      problem(
          field,
          "must be a list of 1 to %d different texts, each of which ".formatted(most) + rule.must(),
          "doit être une liste de 1 à %d textes différents, dont chacun ".formatted(most)
              + rule.doit());
      return List.of();
    }
    return List.copyOf(all);
  }

  /// Every field was taken; what is left over is a mistake.
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(field -> {
          if (!taken.contains(field)) {
            problems.add(
                new FieldProblem(
                    prefix,
                    "holds a field that is not known",
                    "contient un champ qui n’est pas connu"));
          }
        });
  }

  private JsonNode take(String field) {
    taken.add(field);
    var node = object.get(field);
    return node == null ? JsonNodeFactory.instance.nullNode() : node;
  }

  private <T> T missing(String field, String must, String doit, T instead) {
    problem(field, "is missing: " + must, "manque : " + doit);
    return instead;
  }

  private void problem(String field, String message, String french) {
    problems.add(new FieldProblem(prefix + field, message, french));
  }
}
