package fr.vigie.audit.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an event says in one text each, by the names its columns have.
final class TextColumns {

  /// In the order of a file's columns.
  static final Map<String, Function<LoggedEvent, @Nullable String>> ALL = all();

  private TextColumns() {}

  private static Map<String, Function<LoggedEvent, @Nullable String>> all() {
    var all = new LinkedHashMap<String, Function<LoggedEvent, @Nullable String>>();
    all.put("type", LoggedEvent::type);
    all.put("source", LoggedEvent::source);
    all.put("actor", LoggedEvent::actor);
    all.put("organisation", LoggedEvent::organisation);
    all.put("agency", LoggedEvent::agency);
    all.put("session", LoggedEvent::session);
    all.put("device", LoggedEvent::device);
    all.put("network", LoggedEvent::network);
    all.put("operation", LoggedEvent::operation);
    all.put("outcome", LoggedEvent::outcome);
    all.put("subject", LoggedEvent::subject);
    all.put("purpose", LoggedEvent::purpose);
    all.put("basis", LoggedEvent::basis);
    all.put("correlation", LoggedEvent::correlation);
    all.put("id", LoggedEvent::id);
    return all;
  }
}
