package fr.vigie.audit.query;

import java.util.List;
import java.util.function.Function;
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

  /// An event from its entry.
  ///
  /// @param attribute what the entry says under a name; null where it says nothing
  static LoggedEvent of(long index, Function<String, @Nullable String> attribute) {
    var fields = attribute.apply("fieldclasses");
    return new LoggedEvent(
        index,
        attribute.apply("time"),
        attribute.apply("type"),
        attribute.apply("source"),
        attribute.apply("actor"),
        attribute.apply("organisation"),
        attribute.apply("agency"),
        attribute.apply("session"),
        attribute.apply("operation"),
        attribute.apply("outcome"),
        attribute.apply("subject"),
        fields == null || fields.isEmpty() ? List.of() : List.of(fields.split(",", -1)),
        attribute.apply("purpose"),
        attribute.apply("basis"),
        attribute.apply("correlation"),
        attribute.apply("id"));
  }
}
