package fr.vigie.audit.forms;

import fr.vigie.audit.views.LoggedEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event as an answer shows it, read from its entry in the log.
///
/// @param persons whom it is about: its subject, and whoever a list or a search showed
public record LoggedEvent(
    long index,
    @Nullable String time,
    @Nullable String type,
    @Nullable String source,
    @Nullable String actor,
    @Nullable String organisation,
    @Nullable String agency,
    @Nullable String session,
    @Nullable String device,
    @Nullable String network,
    @Nullable String operation,
    @Nullable String outcome,
    @Nullable String subject,
    List<String> persons,
    List<String> fieldClasses,
    @Nullable String purpose,
    @Nullable String basis,
    @Nullable String correlation,
    @Nullable String id) {

  public LoggedEvent {
    persons = List.copyOf(persons);
    fieldClasses = List.copyOf(fieldClasses);
  }

  /// An event from its entry.
  public static LoggedEvent of(LoggedEntry entry) {
    return new LoggedEvent(
        entry.index(),
        entry.attribute("time"),
        entry.attribute("type"),
        entry.attribute("source"),
        entry.attribute("actor"),
        entry.attribute("organisation"),
        entry.attribute("agency"),
        entry.attribute("session"),
        entry.attribute("device"),
        entry.attribute("network"),
        entry.attribute("operation"),
        entry.attribute("outcome"),
        entry.attribute("subject"),
        List.copyOf(entry.persons()),
        entry.fieldClasses(),
        entry.attribute("purpose"),
        entry.attribute("basis"),
        entry.attribute("correlation"),
        entry.attribute("id"));
  }
}
