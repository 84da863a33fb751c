package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The events a decision depends on: those that match any one of the criteria.
///
/// Name first the criterion under which most happens (an advisor's day, an account): it is the
/// lane, and decisions that share it wait for each other instead of racing.
///
/// @param unlikely criteria that most likely nothing matches yet: a decision is first taken as if
///   nothing did, unasked, and its append fails where that is not so
public record Boundary(List<Criterion> criteria, Set<Criterion> unlikely) {

  /// Events of any one of these types that bear every one of these tags.
  ///
  /// @param types no types: any type
  public record Criterion(Set<Class<?>> types, Set<EventTag> tags) {
    public Criterion {
      types = Set.copyOf(types);
      tags = Set.copyOf(tags);
      if (tags.isEmpty()) {
        throw new IllegalArgumentException("a criterion without a tag would read the whole store");
      }
    }

    boolean matches(StoredEvent event) {
      if (!event.tags().containsAll(tags)) {
        return false;
      }
      for (var type : types) {
        if (type.isInstance(event.payload())) {
          return true;
        }
      }
      return types.isEmpty();
    }
  }

  public Boundary(List<Criterion> criteria) {
    this(criteria, Set.of());
  }

  public Boundary {
    criteria = List.copyOf(criteria);
    unlikely = Set.copyOf(unlikely);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("a boundary has at least one criterion");
    }
  }

  /// Events of any one of `types` that bear `tag`.
  public static Boundary of(EventTag tag, Class<?>... types) {
    return new Boundary(List.of(new Criterion(Set.of(types), Set.of(tag))), Set.of());
  }

  /// This boundary, and events of any one of `types` that bear `tag`.
  public Boundary or(EventTag tag, Class<?>... types) {
    var all = new ArrayList<>(criteria);
    all.add(new Criterion(Set.of(types), Set.of(tag)));
    return new Boundary(all, unlikely);
  }

  /// The same, of which there is most likely none.
  public Boundary orUnlikely(EventTag tag, Class<?>... types) {
    var wider = or(tag, types);
    var all = new HashSet<>(unlikely);
    all.add(wider.criteria().getLast());
    return new Boundary(wider.criteria(), all);
  }

  /// This boundary, of which there is most likely nothing at all.
  public Boundary whollyUnlikely() {
    return new Boundary(criteria, Set.copyOf(criteria));
  }
}
