package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this process remembers of the criteria it decided on lately, so that a decision reads only
/// what it does not know.
///
/// Idea: an advisor who opens a hundred records depends a hundred times on the same day, and on a
/// hundred persons once. So events are remembered by criterion, not by boundary, and a boundary is
/// put together from its criteria.
///
/// Invariant: [Known#events] is complete up to and including [Known#through]. It may be old, and
/// that is harmless: whoever decides on it appends on the condition that nothing has come since the
/// smallest `through`, and a decision that appends nothing is not taken on it at all.
///
/// Who was not asked for longest is forgotten first, and a criterion too wide is not remembered.
final class DecisionCache {

  // A remembered event takes 1 to 2 KB: some 30 MB at most.
  private static final int MOST_EVENTS = 20_000;

  // Ten times what an advisor's day or an account's guesses come to.
  private static final int WIDEST = 2_000;

  /// The events of one criterion, in order.
  ///
  /// @param through the position up to which they are complete
  record Known(List<StoredEvent> events, long through) {

    static final Known NOTHING = new Known(List.of(), -1);

    /// As if nothing had ever come: an append finds out.
    static final Known SUPPOSED = new Known(List.of(), 0);

    Known {
      events = List.copyOf(events);
    }

    /// This, and what came after it; what it knows already is passed over.
    Known with(List<StoredEvent> later, long through) {
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
  }

  private final Map<Boundary.Criterion, Known> known = new LinkedHashMap<>(64, 0.75f, true);
  private final int mostEvents;
  private int events;

  DecisionCache() {
    this(MOST_EVENTS);
  }

  DecisionCache(int mostEvents) {
    this.mostEvents = mostEvents;
  }

  synchronized @Nullable Known get(Boundary.Criterion criterion) {
    return known.get(criterion);
  }

  /// Remembers what is known of a criterion, unless more is known already.
  synchronized void put(Boundary.Criterion criterion, Known now) {
    var before = known.get(criterion);
    if (before != null && before.through() >= now.through()) {
      return;
    }
    forget(criterion);
    if (now.events().size() > Math.min(WIDEST, mostEvents)) {
      return;
    }
    known.put(criterion, now);
    events += weight(now);
    for (var eldest = known.entrySet().iterator(); events > mostEvents && eldest.hasNext(); ) {
      events -= weight(eldest.next().getValue());
      eldest.remove();
    }
  }

  /// Forgets everything: after a fault the database may be another, or an older one.
  synchronized void clear() {
    known.clear();
    events = 0;
  }

  /// How many events are remembered, an empty criterion for one.
  synchronized int size() {
    return events;
  }

  private void forget(Boundary.Criterion criterion) {
    var gone = known.remove(criterion);
    if (gone != null) {
      events -= weight(gone);
    }
  }

  private static int weight(Known known) {
    return known.events().size() + 1;
  }
}
