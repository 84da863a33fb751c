package fr.vigie.verifier;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What an entry's bytes say, read without the service that wrote them.
///
/// @param attributes the event's members, all of them strings, except its data
/// @param persons the subject, and whoever the data lists under `persons`
/// @param claimedSource what an unreadable record said of where it comes from, in the leaf that
///   stands for it; `claimedPosition` likewise
record Entry(
    SortedMap<String, String> attributes,
    SortedSet<String> persons,
    @Nullable String claimedSource,
    @Nullable Long claimedPosition) {

  /// Whether the entry's attribute has this value; null where it must have none.
  boolean says(String name, @Nullable String value) {
    return value == null ? !attributes.containsKey(name) : value.equals(attributes.get(name));
  }

  /// The event's time to the microsecond, as the query table keeps it; null where it says none.
  @Nullable Instant time() {
    var time = attributes.get("time");
    try {
      return time == null
          ? null
          : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
