package fr.vigie.eventstore;

import fr.vigie.eventstore.Boundary.Criterion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;

/// The past of the boundaries of some decisions: from what is remembered, and from the engine for
/// the rest.
final class BoundaryReader {

  private final EventReader events;
  private final DecisionCache<Criterion, Known> cache = new DecisionCache<>(DecisionCache.HEAVIEST);
  private final DecisionCache<Kept.Key, Kept<?>> states =
      new DecisionCache<>(DecisionCache.HEAVIEST_OF_STATES);

  // Axon's in-memory engine gives a marker one too far after a commit; what it reads is sound.
  private final boolean marksCommits;

  // An append condition of Axon's knows one position for all criteria: ours knows one for each.
  private final boolean guards;

  BoundaryReader(EventStorageEngine engine, EventReader events) {
    this.events = events;
    this.marksCommits = !(engine instanceof InMemoryEventStorageEngine);
    this.guards = engine instanceof PostgresEventStorageEngine;
  }

  /// The past as far as it is remembered, or supposed; what is neither, is read.
  CompletableFuture<Past> recall(List<Question<?>> group) {
    var likely = likely(group);
    var known = new LinkedHashMap<Criterion, Known>();
    var kept = new LinkedHashMap<Kept.Key, Kept<?>>();
    for (var question : group) {
      for (var fold : question.kept()) {
        var state = recall(fold, likely);
        kept.putIfAbsent(state.fold().key(), state);
      }
      for (var criterion : question.fresh().map(Boundary::criteria).orElse(List.of())) {
        known.computeIfAbsent(criterion, _ -> recall(criterion, likely));
      }
    }
    var past = new Past(known, kept, false);
    if (past.through() >= 0) {
      return CompletableFuture.completedFuture(past);
    }
    var missing = past.missing();
    if (!guards || missing.parts().size() == past.parts().size()) {
      return refresh(past);
    }
    return refresh(missing).thenApply(past::or);
  }

  /// What some of the group does not hold for unlikely.
  private Set<Criterion> likely(List<Question<?>> group) {
    var likely = new HashSet<Criterion>();
    for (var question : group) {
      question.kept().forEach(fold -> addLikely(likely, fold.boundary()));
      question.fresh().ifPresent(fresh -> addLikely(likely, fresh));
    }
    return likely;
  }

  private void addLikely(Set<Criterion> likely, Boundary boundary) {
    for (var criterion : boundary.criteria()) {
      if (!guards || !boundary.unlikely().contains(criterion)) {
        likely.add(criterion);
      }
    }
  }

  private Known recall(Criterion criterion, Set<Criterion> likely) {
    @Nullable Known remembered = cache.get(criterion);
    if (remembered != null) {
      return remembered;
    }
    return likely.contains(criterion) ? Known.NOTHING : Known.SUPPOSED;
  }

  private Kept<?> recall(Fold<?> fold, Set<Criterion> likely) {
    @Nullable Kept<?> remembered = states.get(fold.key());
    if (remembered != null) {
      return remembered;
    }
    return fold.key().criteria().stream().anyMatch(likely::contains)
        ? Kept.nothing(fold)
        : Kept.supposed(fold);
  }

  /// A past, and what has come since.
  CompletableFuture<Past> refresh(Past past) {
    return events
        .after(past.parts())
        .thenApply(read -> remember(past.with(read.events(), read.through(), true)));
  }

  /// After decisions were appended: nothing else has come before their last event.
  ///
  /// @param past with their events
  void appended(Past past) {
    if (marksCommits) {
      remember(past);
    }
  }

  private Past remember(Past past) {
    past.known().forEach(cache::put);
    past.kept().forEach(states::put);
    return past;
  }

  void forgetAll() {
    cache.clear();
    states.clear();
  }
}
