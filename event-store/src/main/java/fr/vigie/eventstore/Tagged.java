package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Some events, found by tag.
final class Tagged {

  private final Map<EventTag, List<StoredEvent>> byTag = new HashMap<>();

  Tagged(List<StoredEvent> events) {
    add(events);
  }

  final void add(List<StoredEvent> events) {
    for (var event : events) {
      for (var tag : event.tags()) {
        byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(event);
      }
    }
  }

  /// Those that match, in the order in which they were added.
  List<StoredEvent> matching(Boundary.Criterion criterion) {
    var candidates = byTag.get(criterion.tags().iterator().next());
    if (candidates == null) {
      return List.of();
    }
    var matching = new ArrayList<StoredEvent>(candidates.size());
    for (var event : candidates) {
      if (criterion.matches(event)) {
        matching.add(event);
      }
    }
    return matching;
  }

  /// Those that match any one of the criteria, in the order of their positions.
  Iterable<StoredEvent> matching(List<Boundary.Criterion> criteria) {
    List<StoredEvent> only = List.of();
    var all = new TreeMap<Long, StoredEvent>();
    for (var criterion : criteria) {
      var matching = matching(criterion);
      if (matching.isEmpty()) {
        continue;
      }
      // Most often there is one such criterion, and nothing to put in order.
      if (only.isEmpty()) {
        only = matching;
        continue;
      }
      only.forEach(event -> all.put(event.position(), event));
      matching.forEach(event -> all.put(event.position(), event));
    }
    return all.isEmpty() ? only : all.values();
  }
}
