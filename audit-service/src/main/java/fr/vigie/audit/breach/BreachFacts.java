package fr.vigie.audit.breach;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came out, in numbers.
///
/// @param end every leaf of the log before this index was looked at
/// @param persons how many persons, each counted once
/// @param accesses how many disclosures: one list of fifty persons is one
/// @param first the first of them; null where there is none
/// @param last the last of them
/// @param organisations on whose behalf
/// @param fieldClasses what was disclosed, and of how many persons
public record BreachFacts(
    long end,
    long persons,
    long accesses,
    @Nullable Instant first,
    @Nullable Instant last,
    List<Part> organisations,
    List<Part> fieldClasses) {

  public BreachFacts {
    organisations = List.copyOf(organisations);
    fieldClasses = List.copyOf(fieldClasses);
  }

  /// A part of it.
  ///
  /// @param name an organisation, or a field class
  public record Part(String name, long persons, long accesses) {}
}
