package fr.vigie.records.jobseeker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes the fields of one JSON object one by one, and notes what is wrong with each, so that the
/// sender hears of every mistake at once. A field nobody takes is a mistake too.
final class LineReader {

  private static final LocalDate UNKNOWN = LocalDate.EPOCH;
  private static final UUID NOBODY = new UUID(0, 0);

  private final JsonNode object;
  private final int line;
  private final String prefix;
  private final List<ImportProblem> problems;
  private final Set<String> taken = new HashSet<>();

  LineReader(JsonNode object, int line, List<ImportProblem> problems) {
    this(object, line, "", problems);
  }

  private LineReader(JsonNode object, int line, String prefix, List<ImportProblem> problems) {
    this.object = object;
    this.line = line;
    this.prefix = prefix;
    this.problems = problems;
  }

  /// @param must what the text must be, said to whoever sent something else
  String text(String field, Pattern shape, String must) {
    return text(field, text -> shape.matcher(text).matches(), must);
  }

  String text(String field, Predicate<String> rule, String must) {
    var text = optionalText(field, rule, must);
    if (text == null) {
      problem(field, "is missing: " + must);
      return "";
    }
    return text;
  }

  @Nullable String optionalText(String field, Pattern shape, String must) {
    return optionalText(field, text -> shape.matcher(text).matches(), must);
  }

  private @Nullable String optionalText(String field, Predicate<String> rule, String must) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isTextual() || !rule.test(node.textValue())) {
      problem(field, must);
      return "";
    }
    return node.textValue();
  }

  LocalDate date(String field, LocalDate earliest, LocalDate latest) {
    var date = optionalDate(field, earliest, latest);
    if (date == null) {
      problem(field, "is missing: must be a date");
      return UNKNOWN;
    }
    return date;
  }

  @Nullable LocalDate optionalDate(String field, LocalDate earliest, LocalDate latest) {
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
    problem(field, "must be a date from %s to %s, as in 2026-11-22".formatted(earliest, latest));
    return UNKNOWN;
  }

  UUID uuid(String field) {
    var uuid = optionalUuid(field);
    if (uuid == null) {
      problem(field, "is missing: must be a UUID");
      return NOBODY;
    }
    return uuid;
  }

  @Nullable UUID optionalUuid(String field) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    var uuid = References.parse(node.asText());
    if (!node.isTextual() || uuid == null) {
      problem(field, "must be a UUID");
      return NOBODY;
    }
    return uuid;
  }

  boolean flag(String field) {
    var node = take(field);
    if (!node.isBoolean()) {
      problem(field, "must be true or false");
    }
    return node.booleanValue();
  }

  /// The object in a field; null where there is none.
  @Nullable LineReader optionalObject(String field) {
    var node = take(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isObject()) {
      problem(field, "must be an object or null");
      return null;
    }
    return new LineReader(node, line, prefix + field + ".", problems);
  }

  /// Every field was taken; what is left over is a mistake.
  void end() {
    object
        .fieldNames()
        .forEachRemaining(field -> {
          if (!taken.contains(field)) {
            problems.add(new ImportProblem(line, prefix, "holds a field that is not known"));
          }
        });
  }

  private JsonNode take(String field) {
    taken.add(field);
    var node = object.get(field);
    return node == null ? JsonNodeFactory.instance.nullNode() : node;
  }

  private void problem(String field, String message) {
    problems.add(new ImportProblem(line, prefix + field, message));
  }
}
