package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.List;

/// The events of one criterion, in order.
///
/// @param through the position up to which they are complete
record Known(List<StoredEvent> events, long through) implements DecisionCache.Remembered {

  static final Known NOTHING = new Known(List.of(), -1);

  /// As if nothing had ever come: an append finds out.
  static final Known SUPPOSED = new Known(List.of(), 0);

  Known {
    events = List.copyOf(events);
  }

  /// This, and what came after it; what it knows already is passed over.
  Known with(List<StoredEvent> later, long through) {
    if (later.isEmpty()) {
      return through <= this.through ? this : new Known(events, through);
    }
    var all = new ArrayList<StoredEvent>(events.size() + later.size());
    all.addAll(events);
    var last = events.isEmpty() ? -1 : events.getLast().position();
    for (var event : later) {
      if (event.position() > last) {
        all.add(event);
      }
    }
    return new Known(all, Math.max(this.through, through));
  }

  @Override
  public int weight() {
    return events.size() + 1;
  }
}
