package fr.vigie.audit.breach;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One person of whom something came out.
///
/// @param accesses how many disclosures
/// @param fieldClasses everything that was disclosed, in all of them together
/// @param organisations on whose behalf
public record Affected(
    String person,
    long accesses,
    Instant first,
    Instant last,
    List<String> fieldClasses,
    List<String> organisations) {

  public Affected {
    fieldClasses = List.copyOf(fieldClasses);
    organisations = List.copyOf(organisations);
  }

  /// Both, of one person.
  Affected and(Affected more) {
    return new Affected(
        person,
        accesses + more.accesses,
        first.isBefore(more.first) ? first : more.first,
        last.isAfter(more.last) ? last : more.last,
        union(fieldClasses, more.fieldClasses),
        union(organisations, more.organisations));
  }

  private static List<String> union(List<String> some, List<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
