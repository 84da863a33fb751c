package fr.vigie.audit.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// The distinct persons of one day, while it lasts; afterwards only how many they were. A month of
/// a large organisation does not fit in memory person by person.
final class Persons {

  private Set<String> seen = new HashSet<>();
  private int closed = -1;

  /// Adds those that are new.
  ///
  /// @return those; none where the day is closed: who comes that late counts for nobody
  Set<String> add(Collection<String> persons) {
    if (closed >= 0) {
      return Set.of();
    }
    var fresh = new HashSet<String>();
    for (var person : persons) {
      if (seen.add(person)) {
        fresh.add(person);
      }
    }
    return fresh;
  }

  /// All of a day that is not closed.
  Set<String> all() {
    return Collections.unmodifiableSet(seen);
  }

  int size() {
    return closed >= 0 ? closed : seen.size();
  }

  /// The day is over.
  void close() {
    if (closed < 0) {
      closed = seen.size();
      seen = Set.of();
    }
  }
}
