package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is known of the past of the boundaries of some decisions.
///
/// @param known by criterion, of what is folded anew for each decision
/// @param kept of what is not
/// @param now whether all of it was read at one moment, just now; else others may have added to it
record Past(Map<Boundary.Criterion, Known> known, Map<Kept.Key, Kept<?>> kept, boolean now) {

  /// What an append on this past depends on, one criterion of it.
  ///
  /// @param through the last position of which all that matches is known
  record Part(Boundary.Criterion criterion, long through) {}

  /// The position up to which every criterion is known: an append on the condition that nothing
  /// matching has come after it depends on nothing else.
  long through() {
    return parts().stream().mapToLong(Part::through).min().orElseThrow();
  }

  List<Part> parts() {
    var parts = new ArrayList<Part>();
    for (var state : kept.values()) {
      for (var criterion : state.fold().boundary().criteria()) {
        parts.add(new Part(criterion, state.through()));
      }
    }
    known.forEach((criterion, events) -> parts.add(new Part(criterion, events.through())));
    return parts;
  }

  /// This past, and what came after it.
  ///
  /// @param later all that matches any part of it and came up to `through`; may hold what is known
  Past with(List<StoredEvent> later, long through, boolean now) {
    var tagged = new Tagged(later);
    var known = new LinkedHashMap<Boundary.Criterion, Known>();
    this.known.forEach((criterion, events) ->
        known.put(criterion, events.with(tagged.matching(criterion), through)));
    var kept = new LinkedHashMap<Kept.Key, Kept<?>>();
    this.kept.forEach((key, state) -> kept.put(key, state.with(tagged, through)));
    return new Past(known, kept, now);
  }

  /// The part of it of which nothing is known.
  Past missing() {
    var unknown = new LinkedHashMap<>(known);
    unknown.values().removeIf(events -> events.through() >= 0);
    var unfolded = new LinkedHashMap<>(kept);
    unfolded.values().removeIf(state -> state.through() >= 0);
    return new Past(unknown, unfolded, false);
  }

  /// This past, with what another knows of a part of it.
  Past or(Past part) {
    var all = new LinkedHashMap<>(known);
    all.putAll(part.known());
    var states = new LinkedHashMap<>(kept);
    states.putAll(part.kept());
    return new Past(all, states, false);
  }
}
