package fr.vigie.eventstore;

import java.util.Set;
import java.util.function.Predicate;

/// Word that events may have come.
///
/// @param through the position of the last of them; 0 where that is not known
/// @param types their stored names; none where they are not known
record Arrival(long through, Set<String> types) {

  /// Perhaps something came: look.
  static final Arrival PERHAPS = new Arrival(0, Set.of());

  Arrival {
    types = Set.copyOf(types);
  }

  /// What `append_events` tells: a position and, where they fit, the types.
  static Arrival told(String payload) {
    var words = payload.split(" ", 2);
    try {
      return new Arrival(
          Long.parseLong(words[0]), words.length == 1 ? Set.of() : Set.of(words[1].split(",", -1)));
    } catch (IllegalArgumentException _) {
      return PERHAPS;
    }
  }

  /// Whether any that is wanted may be among them.
  boolean mayHold(Predicate<String> wanted) {
    if (types.isEmpty()) {
      return true;
    }
    for (var type : types) { // asked by every follower at every append: no stream for it
      if (wanted.test(type)) {
        return true;
      }
    }
    return false;
  }
}
