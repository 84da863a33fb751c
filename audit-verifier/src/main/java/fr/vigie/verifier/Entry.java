package fr.vigie.verifier;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What an entry's bytes say, read without the service that wrote them.
///
/// @param attributes the event's members, all of them strings, except its data
/// @param data those members of its data that are looked at here
record Entry(SortedMap<String, String> attributes, Map<String, String> data) {

  Entry {
    data = Map.copyOf(data);
  }

  /// Whether the entry's attribute has this value; null where it must have none.
  boolean says(String name, @Nullable String value) {
    return value == null ? !attributes.containsKey(name) : value.equals(attributes.get(name));
  }

  /// Whether its data says this.
  boolean holds(String name, String value) {
    return value.equals(data.get(name));
  }
}
