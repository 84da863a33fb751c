package fr.vigie.eventstore;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/// Makes messages of domain events, and appends them.
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

  List<TaggedEventMessage<?>> messages(
      Map<String, String> attributes, List<? extends Object> events) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var messages = new ArrayList<TaggedEventMessage<?>>(events.size());
    for (var event : events) {
      messages.add(message(event, attributes, now));
    }
    return messages;
  }

  private TaggedEventMessage<?> message(Object event, Map<String, String> attributes, Instant now) {
    var tags =
        types.tags(event).stream()
            .map(tag -> Tag.of(tag.key(), tag.value()))
            .collect(Collectors.toSet());
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            EventIds.at(now.toEpochMilli()).toString(),
            new MessageType(types.name(event), Integer.toString(types.version(event))),
            types.write(event),
            types.attributes(event, attributes),
            now),
        tags);
  }

  /// As the events will be read; their positions are still to come.
  List<StoredEvent> stored(List<TaggedEventMessage<?>> messages) {
    return messages.stream().map(events::stored).toList();
  }

  /// Appends where nothing has come that the past does not know.
  ///
  /// @return the position of the last event
  CompletableFuture<Long> on(Past past, List<TaggedEventMessage<?>> messages) {
    var parts = past.parts();
    if (engine instanceof PostgresEventStorageEngine ours) {
      return ours.append(events.guards(parts), messages.stream().map(StoredRows::row).toList());
    }
    var criteria = events.criteria(parts.stream().map(Past.Part::criterion).toList());
    return append(AppendCondition.withCriteria(criteria).withMarker(marker(past)), messages);
  }

  /// Appends what depends on nothing.
  CompletableFuture<List<Receipt>> freely(
      Map<String, String> attributes, List<? extends Object> happened) {
    if (happened.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var messages = messages(attributes, happened);
    return append(AppendCondition.none(), messages).thenApply(last -> receipts(last, messages));
  }

  /// @param last the position of the last of them
  static List<Receipt> receipts(long last, List<TaggedEventMessage<?>> messages) {
    var receipts = new ArrayList<Receipt>(messages.size());
    for (var message : messages) {
      receipts.add(
          new Receipt(
              UUID.fromString(message.event().identifier()),
              last - messages.size() + 1 + receipts.size()));
    }
    return receipts;
  }

  private static ConsistencyMarker marker(Past past) {
    return past.through() < 0
        ? ConsistencyMarker.ORIGIN
        : new GlobalIndexConsistencyMarker(past.through());
  }

  private CompletableFuture<Long> append(
      AppendCondition condition, List<TaggedEventMessage<?>> messages) {
    return engine
        .appendEvents(condition, null, messages)
        .thenCompose(Appending::commit)
        .thenApply(GlobalIndexConsistencyMarker::position);
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }
}
