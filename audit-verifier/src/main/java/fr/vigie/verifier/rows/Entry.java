package fr.vigie.verifier.rows;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an entry's bytes say, read without the service that wrote them.
///
/// @param attributes those of the event's members, all of them strings, that are looked at here
/// @param data those members of its data that are looked at here
record Entry(Map<String, String> attributes, Map<String, String> data) {

  /// Whether the entry's attribute has this value; null where it must have none.
  boolean says(String name, @Nullable String value) {
    return value == null ? !attributes.containsKey(name) : value.equals(attributes.get(name));
  }

  /// Whether its data says this.
  boolean holds(String name, String value) {
    return value.equals(data.get(name));
  }
}
