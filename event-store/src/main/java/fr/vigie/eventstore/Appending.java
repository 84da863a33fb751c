package fr.vigie.eventstore;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/// Makes stored events of domain events, and appends them.
final class Appending {

  private final EventStorageEngine engine;
  private final EventTypes types;
  private final EventReader events;
  private final Clock clock;

  Appending(EventStorageEngine engine, EventTypes types, EventReader events, Clock clock) {
    this.engine = engine;
    this.types = types;
    this.events = events;
    this.clock = clock;
  }

  /// As they will be read; their positions are still to come.
  List<StoredEvent> stored(Map<String, String> attributes, List<? extends Object> happened) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var stored = new ArrayList<StoredEvent>(happened.size());
    for (var event : happened) {
      stored.add(
          new StoredEvent(
              0,
              EventIds.at(now.toEpochMilli()),
              types.name(event),
              types.version(event),
              now,
              event,
              types.write(event),
              types.attributes(event, attributes),
              types.tags(event)));
    }
    return stored;
  }

  /// Appends where nothing has come that the past does not know.
  ///
  /// @return the position of the last event
  CompletableFuture<Long> on(Past past, List<StoredEvent> decided) {
    var parts = past.parts();
    if (engine instanceof PostgresEventStorageEngine ours) {
      return ours.append(events.guards(parts), decided.stream().map(StoredRows::row).toList());
    }
    var criteria = events.criteria(parts.stream().map(Past.Part::criterion).toList());
    return append(AppendCondition.withCriteria(criteria).withMarker(marker(past)), decided);
  }

  /// Appends what depends on nothing.
  CompletableFuture<List<Receipt>> freely(
      Map<String, String> attributes, List<? extends Object> happened) {
    if (happened.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var stored = stored(attributes, happened);
    return append(AppendCondition.none(), stored).thenApply(last -> receipts(last, stored));
  }

  /// @param last the position of the last of them
  static List<Receipt> receipts(long last, List<StoredEvent> appended) {
    var receipts = new ArrayList<Receipt>(appended.size());
    for (var event : appended) {
      receipts.add(new Receipt(event.id(), last - appended.size() + 1 + receipts.size()));
    }
    return receipts;
  }

  private static ConsistencyMarker marker(Past past) {
    return past.through() < 0
        ? ConsistencyMarker.ORIGIN
        : new GlobalIndexConsistencyMarker(past.through());
  }

  private CompletableFuture<Long> append(AppendCondition condition, List<StoredEvent> appended) {
    return engine
        .appendEvents(condition, null, appended.stream().map(Appending::message).toList())
        .thenCompose(Appending::commit)
        .thenApply(GlobalIndexConsistencyMarker::position);
  }

  private static TaggedEventMessage<?> message(StoredEvent event) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            event.id().toString(),
            new MessageType(event.type(), Integer.toString(event.version())),
            event.json(),
            event.attributes(),
            event.time()),
        event.tags().stream()
            .map(tag -> Tag.of(tag.key(), tag.value()))
            .collect(Collectors.toSet()));
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }
}
