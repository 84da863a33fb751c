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
    return candidates == null ? List.of() : candidates.stream().filter(criterion::matches).toList();
  }

  /// Those that match any one of the criteria, in the order of their positions.
  Iterable<StoredEvent> matching(List<Boundary.Criterion> criteria) {
    var all = new TreeMap<Long, StoredEvent>();
    for (var criterion : criteria) {
      matching(criterion).forEach(event -> all.put(event.position(), event));
    }
    return all.values();
  }
}
