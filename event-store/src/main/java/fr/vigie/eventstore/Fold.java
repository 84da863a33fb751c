package fr.vigie.eventstore;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// How a state comes of the events of a boundary.
public final class Fold<S> {

  private final Boundary boundary;
  private final S initial;
  private final BiFunction<S, StoredEvent, S> evolve;
  // Made once, when it is first asked for: a fold that is not kept has no use for it.
  private Kept.@Nullable Key key;

  /// @param evolve must be pure: it may run several times
  public Fold(Boundary boundary, S initial, BiFunction<S, StoredEvent, S> evolve) {
    this.boundary = boundary;
    this.initial = initial;
    this.evolve = evolve;
  }

  public Boundary boundary() {
    return boundary;
  }

  public S initial() {
    return initial;
  }

  public BiFunction<S, StoredEvent, S> evolve() {
    return evolve;
  }

  /// By what its state is found again, where it is kept.
  Kept.Key key() {
    var made = key;
    if (made == null) {
      made = new Kept.Key(boundary.criteria(), initial);
      key = made;
    }
    return made;
  }

  S over(Iterable<StoredEvent> events) {
    var state = initial;
    for (var event : events) {
      state = evolve.apply(state, event);
    }
    return state;
  }
}
