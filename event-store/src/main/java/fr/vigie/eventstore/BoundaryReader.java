package fr.vigie.eventstore;

import fr.vigie.eventstore.DecisionCache.Known;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/// The past of a boundary: from what is remembered, and from the engine for the rest.
final class BoundaryReader {

  private final EventStorageEngine engine;
  private final EventTypes types;
  private final DecisionCache cache = new DecisionCache();
  private final Map<Set<Class<?>>, List<String>> names = new ConcurrentHashMap<>();

  // Axon's in-memory engine gives a marker one too far after a commit; what it reads is sound.
  private final boolean marksCommits;

  // An append condition of Axon's knows one position for all criteria: ours knows one for each.
  private final boolean guards;

  BoundaryReader(EventStorageEngine engine, EventTypes types) {
    this.engine = engine;
    this.types = types;
    this.marksCommits = !(engine instanceof InMemoryEventStorageEngine);
    this.guards = engine instanceof PostgresEventStorageEngine;
  }

  /// What a boundary's past is known to be.
  ///
  /// @param now whether all of it was read at one moment, just now; else others may have added to
  ///   it
  record Past(Map<Boundary.Criterion, Known> known, boolean now) {

    /// The events of the boundary, in order, each once.
    List<StoredEvent> events() {
      if (known.size() == 1) {
        return known.values().iterator().next().events();
      }
      var all = new TreeMap<Long, StoredEvent>();
      for (var part : known.values()) {
        part.events().forEach(event -> all.put(event.position(), event));
      }
      return List.copyOf(all.values());
    }

    /// The position up to which every criterion is known: an append on the condition that nothing
    /// matching has come after it depends on nothing else.
    long through() {
      return known.values().stream().mapToLong(Known::through).min().orElseThrow();
    }
  }

  /// The past as far as it is remembered; what is not, is read.
  CompletableFuture<Past> recall(Boundary boundary) {
    var known = new LinkedHashMap<Boundary.Criterion, Known>();
    var missing = new ArrayList<Boundary.Criterion>();
    for (var criterion : boundary.criteria()) {
      @Nullable Known remembered = cache.get(criterion);
      if (remembered != null) {
        known.put(criterion, remembered);
      } else if (guards && boundary.unlikely().contains(criterion)) {
        known.put(criterion, Known.SUPPOSED);
      } else {
        missing.add(criterion);
        known.put(criterion, Known.NOTHING);
      }
    }
    if (missing.isEmpty()) {
      return CompletableFuture.completedFuture(new Past(known, false));
    }
    if (missing.size() == known.size()) {
      return refresh(new Past(known, false));
    }
    var through =
        known.values().stream().mapToLong(Known::through).filter(at -> at >= 0).min().orElse(-1);
    return read(criteria(missing), -1)
        .thenCompose(read -> {
          take(known, missing, read);
          var past = new Past(known, false);
          // With one position for all, what is known of one criterion after all is known of another
          // would look like a race.
          return !guards && read.events().stream().anyMatch(event -> event.position() > through)
              ? refresh(past)
              : CompletableFuture.completedFuture(past);
        });
  }

  /// A past, and what has come since.
  CompletableFuture<Past> refresh(Past past) {
    var all = List.copyOf(past.known().keySet());
    return read(criteria(all), past.through())
        .thenApply(read -> {
          var known = new LinkedHashMap<>(past.known());
          take(known, all, read);
          return new Past(known, true);
        });
  }

  /// After a decision on `past` was appended: nothing else has come before its last event.
  void appended(Past past, List<StoredEvent> events) {
    if (marksCommits) {
      var read = new Read(events, events.getLast().position());
      take(new LinkedHashMap<>(past.known()), List.copyOf(past.known().keySet()), read);
    }
  }

  /// What an append on `past` depends on, each criterion from where it is known.
  List<Append.Guard> guards(Past past) {
    var guards = new ArrayList<Append.Guard>(past.known().size());
    past.known()
        .forEach((criterion, known) ->
            guards.add(new Append.Guard(stored(criterion), Math.max(0, known.through()))));
    return guards;
  }

  private Criteria.Criterion stored(Boundary.Criterion criterion) {
    var tags = new TreeSet<String>();
    for (var tag : criterion.tags()) {
      tags.add(tag.key() + "=" + tag.value());
    }
    return new Criteria.Criterion(
        List.copyOf(tags), names.computeIfAbsent(criterion.types(), this::names));
  }

  private List<String> names(Set<Class<?>> of) {
    var all = new TreeSet<String>();
    of.forEach(type -> all.addAll(types.names(type)));
    return List.copyOf(all);
  }

  void forgetAll() {
    cache.clear();
  }

  /// All events of a boundary, from the engine.
  CompletableFuture<List<StoredEvent>> events(Boundary boundary) {
    return read(criteria(boundary.criteria()), -1).thenApply(Read::events);
  }

  EventCriteria criteria(Boundary boundary) {
    return criteria(boundary.criteria());
  }

  private void take(
      Map<Boundary.Criterion, Known> known, List<Boundary.Criterion> criteria, Read read) {
    for (var criterion : criteria) {
      var matching = read.events().stream().filter(event -> matches(criterion, event)).toList();
      var now = known.getOrDefault(criterion, Known.NOTHING).with(matching, read.through());
      known.put(criterion, now);
      cache.put(criterion, now);
    }
  }

  private static boolean matches(Boundary.Criterion criterion, StoredEvent event) {
    return event.tags().containsAll(criterion.tags())
        && (criterion.types().isEmpty()
            || criterion.types().stream().anyMatch(type -> type.isInstance(event.payload())));
  }

  private record Read(List<StoredEvent> events, long through) {}

  private CompletableFuture<Read> read(EventCriteria criteria, long after) {
    // Engines differ in whether the start is included, and Axon's in-memory one never ends where it
    // lies behind the head: so one before, and what is known already is passed over.
    var condition =
        after <= 0
            ? SourcingCondition.conditionFor(criteria)
            : SourcingCondition.conditionFor(
                new GlobalIndexConsistencyMarker(after - 1).position(), criteria);
    var events = new ArrayList<StoredEvent>();
    return engine
        .source(condition, null)
        .reduce(
            ConsistencyMarker.ORIGIN,
            (end, entry) -> {
              var marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
              if (marker == null) {
                events.add(event(entry));
              }
              return marker == null ? end : marker;
            })
        .thenApply(end ->
            new Read(
                events,
                end.equals(ConsistencyMarker.ORIGIN)
                    ? -1
                    : GlobalIndexConsistencyMarker.position(end)));
  }

  private StoredEvent event(MessageStream.Entry<EventMessage> entry) {
    var position = TrackingToken.fromContext(entry).orElseThrow().position().orElseThrow();
    // Axon's in-memory engine does not tell the tags.
    return stored(position, entry.message(), Tag.fromContext(entry).orElse(null));
  }

  /// A message that was appended, as it would be read now.
  StoredEvent stored(long position, TaggedEventMessage<?> tagged) {
    return stored(position, tagged.event(), tagged.tags());
  }

  private StoredEvent stored(long position, EventMessage message, @Nullable Set<Tag> tags) {
    if (!(message.payload() instanceof String json)) {
      throw new UnreadableEventException("not stored by an event store of ours: " + message.type());
    }
    return StoredRows.event(
        position,
        UUID.fromString(message.identifier()),
        message.type().name(),
        message.type().version(),
        message.timestamp(),
        json,
        message.metadata(),
        tags == null
            ? null
            : tags.stream()
                .map(tag -> EventTag.of(tag.key(), tag.value()))
                .collect(Collectors.toUnmodifiableSet()),
        types);
  }

  private EventCriteria criteria(List<Boundary.Criterion> criteria) {
    var all = new HashSet<EventCriteria>();
    for (var criterion : criteria) {
      var tags =
          criterion.tags().stream()
              .map(tag -> Tag.of(tag.key(), tag.value()))
              .collect(Collectors.toSet());
      var names =
          criterion.types().stream()
              .flatMap(type -> types.names(type).stream())
              .map(QualifiedName::new)
              .collect(Collectors.toSet());
      var tagged = EventCriteria.havingTags(tags);
      all.add(names.isEmpty() ? tagged : tagged.andBeingOneOfTypes(names));
    }
    return EventCriteria.either(all);
  }
}
