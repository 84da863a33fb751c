package fr.vigie.eventstore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/// Reads events from an engine: from ours each criterion from where it is known on, from others all
/// from the one that is known least.
final class EventReader {

  /// Some events, and the position up to which nothing else matches.
  record Read(List<StoredEvent> events, long through) {}

  private final EventStorageEngine engine;
  private final EventTypes types;
  private final Map<Set<Class<?>>, List<String>> names = new ConcurrentHashMap<>();

  EventReader(EventStorageEngine engine, EventTypes types) {
    this.engine = engine;
    this.types = types;
  }

  /// What matches any part, and came after all that is known of it; perhaps more.
  CompletableFuture<Read> after(List<Past.Part> parts) {
    if (engine instanceof PostgresEventStorageEngine ours) {
      return ours.since(guards(parts), types);
    }
    var known = parts.stream().mapToLong(Past.Part::through).min().orElseThrow();
    return read(criteria(parts.stream().map(Past.Part::criterion).toList()), known);
  }

  /// All events of a boundary.
  CompletableFuture<List<StoredEvent>> all(Boundary boundary) {
    return read(criteria(boundary.criteria()), -1).thenApply(Read::events);
  }

  /// What an append on what is known depends on.
  List<Append.Guard> guards(List<Past.Part> parts) {
    var guards = new ArrayList<Append.Guard>(parts.size());
    for (var part : parts) {
      guards.add(new Append.Guard(stored(part.criterion()), Math.max(0, part.through())));
    }
    return guards;
  }

  private Criteria.Criterion stored(Boundary.Criterion criterion) {
    var tags = new ArrayList<String>(criterion.tags().size());
    for (var tag : criterion.tags()) {
      tags.add(tag.key() + "=" + tag.value());
    }
    tags.sort(null);
    return new Criteria.Criterion(tags, names.computeIfAbsent(criterion.types(), this::names));
  }

  private List<String> names(Set<Class<?>> of) {
    var all = new TreeSet<String>();
    of.forEach(type -> all.addAll(types.names(type)));
    return List.copyOf(all);
  }

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

  EventCriteria criteria(List<Boundary.Criterion> criteria) {
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
