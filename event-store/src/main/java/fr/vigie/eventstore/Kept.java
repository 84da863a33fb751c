package fr.vigie.eventstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state that the events of a boundary come to, carried on from decision to decision.
///
/// @param last the position of the last event in it
/// @param through the position up to which every event that matches is in it
record Kept<T>(Fold<T> fold, T state, long last, long through) implements DecisionCache.Remembered {

  // A state that does not say is about as large as two of the events it comes from.
  private static final int WEIGHT = 2;

  /// By what it is found again. Two folds over the same criteria that begin with the same state are
  /// one fold. A decision is looked up by it several times, so that its hash is made once.
  static final class Key {

    private final List<Boundary.Criterion> criteria;
    private final Object initial;
    private final int hash;

    Key(List<Boundary.Criterion> criteria, Object initial) {
      this.criteria = criteria;
      this.initial = initial;
      this.hash = 31 * criteria.hashCode() + initial.hashCode();
    }

    List<Boundary.Criterion> criteria() {
      return criteria;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Key key
              && hash == key.hash
              && criteria.equals(key.criteria)
              && initial.equals(key.initial));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  static <T> Kept<T> nothing(Fold<T> fold) {
    return new Kept<>(fold, fold.initial(), -1, Known.NOTHING.through());
  }

  static <T> Kept<T> supposed(Fold<T> fold) {
    return new Kept<>(fold, fold.initial(), -1, Known.SUPPOSED.through());
  }

  /// This, and what came after it; what is in it already is passed over.
  Kept<T> with(Tagged later, long through) {
    var now = state;
    var latest = last;
    for (var event : later.matching(fold.boundary().criteria())) {
      if (event.position() > latest) {
        now = fold.evolve().apply(now, event);
        latest = event.position();
      }
    }
    return new Kept<>(fold, now, latest, Math.max(this.through, through));
  }

  /// This, where events of a group have come to stand that had no positions yet.
  ///
  /// @param notYet where the first of them stood meanwhile
  /// @param first where it stands now
  /// @param through where the last of them stands
  Kept<T> placed(long notYet, long first, long through) {
    return new Kept<>(fold, state, last < notYet ? last : first + (last - notYet), through);
  }

  @Override
  public int weight() {
    return state instanceof Weighed weighed ? weighed.weight() : WEIGHT;
  }
}
