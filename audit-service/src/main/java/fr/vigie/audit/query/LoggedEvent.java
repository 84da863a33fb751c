package fr.vigie.audit.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event as an answer shows it, read from its entry in the log.
record LoggedEvent(
    long index,
    @Nullable String time,
    @Nullable String type,
    @Nullable String source,
    @Nullable String actor,
    @Nullable String organisation,
    @Nullable String agency,
    @Nullable String session,
    @Nullable String operation,
    @Nullable String outcome,
    @Nullable String subject,
    List<String> fieldClasses,
    @Nullable String purpose,
    @Nullable String basis,
    @Nullable String correlation,
    @Nullable String id) {

  LoggedEvent {
    fieldClasses = List.copyOf(fieldClasses);
  }

  static LoggedEvent of(long index, JsonNode entry) {
    var fields = text(entry, "fieldclasses");
    return new LoggedEvent(
        index,
        text(entry, "time"),
        text(entry, "type"),
        text(entry, "source"),
        text(entry, "actor"),
        text(entry, "organisation"),
        text(entry, "agency"),
        text(entry, "session"),
        text(entry, "operation"),
        text(entry, "outcome"),
        text(entry, "subject"),
        fields == null || fields.isEmpty() ? List.of() : List.of(fields.split(",", -1)),
        text(entry, "purpose"),
        text(entry, "basis"),
        text(entry, "correlation"),
        text(entry, "id"));
  }

  private static @Nullable String text(JsonNode entry, String name) {
    var node = entry.get(name);
    return node == null ? null : node.textValue();
  }
}
