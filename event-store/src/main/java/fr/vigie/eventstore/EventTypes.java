package fr.vigie.eventstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One table of names a service: which record is stored under which name and version, which tags
/// find it again.
public final class EventTypes {

  private EventTypes() {}

  /// An empty table.
  ///
  /// @param attributes what an event says of itself beside its data, for example its outcome;
  ///   merged with what the caller gives
  @SuppressWarnings("DoNotCallSuggester")
  public static Builder builder(
      ObjectMapper json, Function<Object, Map<String, String>> attributes) {
    throw new UnsupportedOperationException();
  }

  /// Fills the table.
  public interface Builder {

    /// Names a record.
    ///
    /// @param name for ever, for example `records.record-disclosed`
    /// @param version of the form written from now on
    /// @param tags by which this event is found again
    <E> Builder stored(
        String name, int version, Class<E> type, Function<? super E, Set<EventTag>> tags);

    /// How to lift the stored form of `version` to `version + 1`.
    Builder upcast(String name, int version, UnaryOperator<ObjectNode> lift);

    /// The table, closed.
    EventTypes build();
  }
}
