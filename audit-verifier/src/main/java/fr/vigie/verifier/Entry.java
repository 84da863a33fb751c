package fr.vigie.verifier;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What an entry's bytes say, read without the service that wrote them.
///
/// @param attributes the event's members, all of them strings, except its data
/// @param claimedSource what an unreadable record said of where it comes from, in the leaf that
///   stands for it; `claimedPosition` likewise
record Entry(
    SortedMap<String, String> attributes,
    @Nullable String claimedSource,
    @Nullable Long claimedPosition) {

  /// Whether the entry's attribute has this value; null where it must have none.
  boolean says(String name, @Nullable String value) {
    return value == null ? !attributes.containsKey(name) : value.equals(attributes.get(name));
  }
}
