package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one decision after the other of a group sees: the past, and what those before it have
/// decided. The events of a group are appended all at once or not at all, so each of them sees what
/// it would have seen had they been taken one by one.
final class Course implements States {

  /// Where the events of a group stand while nobody knows their positions: after all others.
  private static final long NOT_YET = Long.MAX_VALUE / 2;

  private final Past past;
  private Map<Kept.Key, Kept<?>> kept;
  private final Tagged decided = new Tagged(List.of());
  private final List<StoredEvent> events = new ArrayList<>();

  Course(Past past) {
    this.past = past;
    this.kept = past.kept();
  }

  /// The state of a fold that is kept.
  @Override
  @SuppressWarnings("unchecked") // found again under the key of a fold of the same type
  public <T> T of(Fold<T> fold) {
    var state = kept.get(fold.key());
    if (state == null) {
      throw new IllegalStateException("not in this past");
    }
    return ((Kept<T>) state).state();
  }

  /// The state of a fold that is not.
  <S> S fresh(Fold<S> fold) {
    var criteria = fold.boundary().criteria();
    if (criteria.size() == 1 && events.isEmpty()) {
      return fold.over(past.known().getOrDefault(criteria.getFirst(), Known.NOTHING).events());
    }
    var all = new TreeMap<Long, StoredEvent>();
    for (var criterion : criteria) {
      past.known()
          .getOrDefault(criterion, Known.NOTHING)
          .events()
          .forEach(event -> all.put(event.position(), event));
      decided.matching(criterion).forEach(event -> all.put(event.position(), event));
    }
    return fold.over(all.values());
  }

  /// What the next decision sees too. Where a fold breaks on it, none does.
  void add(List<StoredEvent> decidedNow) {
    var placed = new ArrayList<StoredEvent>(decidedNow.size());
    for (var event : decidedNow) {
      placed.add(event.at(NOT_YET + events.size() + placed.size()));
    }
    var tagged = new Tagged(placed);
    var through = NOT_YET + events.size() + placed.size() - 1;
    var next = new HashMap<Kept.Key, Kept<?>>();
    kept.forEach((key, state) -> next.put(key, state.with(tagged, through)));
    kept = next;
    decided.add(placed);
    events.addAll(placed);
  }

  /// The past with the events of the group, the last of which has come to stand at `last`. States
  /// are as the decisions left them: they know of no positions.
  Past after(long last) {
    var first = last - events.size() + 1;
    var stored = new ArrayList<StoredEvent>(events.size());
    for (var event : events) {
      stored.add(event.at(first + stored.size()));
    }
    var states = new LinkedHashMap<Kept.Key, Kept<?>>();
    kept.forEach((key, state) -> states.put(key, state.placed(NOT_YET, first, last)));
    var known = new Past(past.known(), Map.of(), false).with(stored, last, false).known();
    return new Past(known, states, false);
  }
}
