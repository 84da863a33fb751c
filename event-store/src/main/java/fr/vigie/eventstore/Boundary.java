package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The events a decision depends on: those that match any one of the criteria.
///
/// Name first the criterion under which most happens (an advisor's day, an account): decisions that
/// share it wait for each other instead of racing.
public record Boundary(List<Criterion> criteria) {

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
  }

  public Boundary {
    criteria = List.copyOf(criteria);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("a boundary has at least one criterion");
    }
  }

  /// Events of any one of `types` that bear `tag`.
  public static Boundary of(EventTag tag, Class<?>... types) {
    return new Boundary(List.of(new Criterion(Set.of(types), Set.of(tag))));
  }

  /// This boundary, and events of any one of `types` that bear `tag`.
  public Boundary or(EventTag tag, Class<?>... types) {
    var all = new ArrayList<>(criteria);
    all.add(new Criterion(Set.of(types), Set.of(tag)));
    return new Boundary(all);
  }
}
