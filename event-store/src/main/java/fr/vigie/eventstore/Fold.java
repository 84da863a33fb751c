package fr.vigie.eventstore;

import java.util.function.BiFunction;

/// How a state comes of the events of a boundary.
///
/// @param evolve must be pure: it may run several times
public record Fold<S>(Boundary boundary, S initial, BiFunction<S, StoredEvent, S> evolve) {

  S over(Iterable<StoredEvent> events) {
    var state = initial;
    for (var event : events) {
      state = evolve.apply(state, event);
    }
    return state;
  }
}
