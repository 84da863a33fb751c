package fr.vigie.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One table of names a service: which record is stored under which name and version, which tags
/// find it again.
public final class EventTypes {

  private record Stored(
      String name,
      int version,
      Class<?> type,
      Function<Object, Set<EventTag>> tags,
      ObjectWriter writer,
      ObjectReader reader,
      Map<Integer, UnaryOperator<ObjectNode>> lifts) {}

  private final ObjectMapper json;
  private final Function<Object, Map<String, String>> attributes;
  private final Map<String, Stored> byName;
  private final Map<Class<?>, Stored> byType;

  private EventTypes(
      ObjectMapper json,
      Function<Object, Map<String, String>> attributes,
      Map<String, Stored> byName,
      Map<Class<?>, Stored> byType) {
    this.json = json;
    this.attributes = attributes;
    this.byName = Map.copyOf(byName);
    this.byType = Map.copyOf(byType);
  }

  /// An empty table.
  ///
  /// @param attributes what an event says of itself beside its data, for example its outcome;
  ///   merged with what the caller gives
  public static Builder builder(
      ObjectMapper json, Function<Object, Map<String, String>> attributes) {
    return new Table(json, attributes);
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

  /// The stored names of a record, or of every record of a sealed family.
  Set<String> names(Class<?> type) {
    var names = new TreeSet<String>();
    byType.forEach((stored, entry) -> {
      if (type.isAssignableFrom(stored)) {
        names.add(entry.name());
      }
    });
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no stored name for " + type.getName());
    }
    return names;
  }

  /// The name an event is stored under.
  String name(Object event) {
    return stored(event).name();
  }

  /// The version of the form in which an event is written.
  int version(Object event) {
    return stored(event).version();
  }

  /// The tags an event is found by.
  Set<EventTag> tags(Object event) {
    return stored(event).tags().apply(event);
  }

  /// What an event says of itself, on top of what goes with the request.
  Map<String, String> attributes(Object event, Map<String, String> request) {
    var all = new TreeMap<>(request);
    all.putAll(attributes.apply(event));
    return all;
  }

  /// The text an event is stored as.
  String write(Object event) {
    try {
      return stored(event).writer().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + event.getClass().getName(), e);
    }
  }

  /// The event that was stored under a name and version, in today's form.
  Object read(String name, int version, String text) {
    var stored = byName.get(name);
    if (stored == null) {
      throw new UnreadableEventException("unknown stored name: " + name);
    }
    if (version < 1 || version > stored.version()) {
      throw new UnreadableEventException("unknown version of " + name + ": " + version);
    }
    try {
      if (version == stored.version()) {
        return stored.reader().readValue(text);
      }
      if (!(json.readTree(text) instanceof ObjectNode form)) {
        throw new UnreadableEventException(name + " version " + version + " is not an object");
      }
      for (var from = version; from < stored.version(); from++) {
        var lift = stored.lifts().get(from);
        if (lift == null) {
          throw new UnreadableEventException("no way up from version " + from + " of " + name);
        }
        form = lift.apply(form);
      }
      return stored.reader().readValue(form);
    } catch (JsonProcessingException e) {
      // Jackson's own message may quote the text, and the text may be personal.
      throw new UnreadableEventException(
          name + " version " + version + " does not read", new JsonFault(e));
    } catch (java.io.IOException e) {
      throw new UnreadableEventException(name + " version " + version + " does not read", e);
    }
  }

  private Stored stored(Object event) {
    var stored = byType.get(event.getClass());
    if (stored == null) {
      throw new IllegalArgumentException("no stored name for " + event.getClass().getName());
    }
    return stored;
  }

  /// Where a text did not read, without a word of the text.
  private static final class JsonFault extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    JsonFault(JsonProcessingException fault) {
      super(
          fault.getClass().getSimpleName()
              + (fault.getLocation() == null
                  ? ""
                  : " at column " + fault.getLocation().getColumnNr()));
    }
  }

  private static final class Table implements Builder {

    private final ObjectMapper json;
    private final Function<Object, Map<String, String>> attributes;
    private final Map<String, Stored> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Stored> byType = new LinkedHashMap<>();

    Table(ObjectMapper json, Function<Object, Map<String, String>> attributes) {
      this.json = json;
      this.attributes = attributes;
    }

    @Override
    public <E> Builder stored(
        String name, int version, Class<E> type, Function<? super E, Set<EventTag>> tags) {
      if (version < 1) {
        throw new IllegalArgumentException(name + ": versions count from 1");
      }
      var entry =
          new Stored(
              name,
              version,
              type,
              event -> tags.apply(type.cast(event)),
              json.writerFor(type),
              json.readerFor(type),
              new HashMap<>());
      if (byName.putIfAbsent(name, entry) != null) {
        throw new IllegalArgumentException("name taken: " + name);
      }
      if (byType.putIfAbsent(type, entry) != null) {
        throw new IllegalArgumentException("has a name already: " + type.getName());
      }
      return this;
    }

    @Override
    public Builder upcast(String name, int version, UnaryOperator<ObjectNode> lift) {
      var entry = byName.get(name);
      if (entry == null || version < 1 || version >= entry.version()) {
        throw new IllegalArgumentException("no newer version to lift to: " + name + " " + version);
      }
      if (entry.lifts().putIfAbsent(version, lift) != null) {
        throw new IllegalArgumentException("two ways up: " + name + " " + version);
      }
      return this;
    }

    @Override
    public EventTypes build() {
      return new EventTypes(json, attributes, byName, byType);
    }
  }
}
