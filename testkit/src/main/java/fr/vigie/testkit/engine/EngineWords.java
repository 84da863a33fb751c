package fr.vigie.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/// The words in which the contract of event storage engines is written. Payloads are JSON strings.
/// Tests share the engine and tell their events apart by tags of their own.
abstract class EngineWords {

  static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  final String self = UUID.randomUUID().toString();
  final Tag red = new Tag("red", self);
  final Tag blue = new Tag("blue", self);
  final Tag green = new Tag("green", self);

  /// The engine under test: the same one each time.
  protected abstract EventStorageEngine engine();

  static TaggedEventMessage<EventMessage> event(String type, Instant time, Tag... tags) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(new QualifiedName(type), "1"),
            "{\"is\": \"" + type + "\"}",
            Map.of("actor", "alice", "note", "é \"quoted\" \\ €"),
            time),
        Set.of(tags));
  }

  static TaggedEventMessage<EventMessage> event(String type, Tag... tags) {
    return event(type, NINE, tags);
  }

  CompletableFuture<ConsistencyMarker> tryAppend(
      AppendCondition condition, TaggedEventMessage<?>... events) {
    return engine()
        .appendEvents(condition, null, Arrays.asList(events))
        .thenCompose(EngineWords::commit);
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }

  ConsistencyMarker append(TaggedEventMessage<?>... events) {
    return tryAppend(AppendCondition.none(), events).join();
  }

  record Past(List<MessageStream.Entry<EventMessage>> entries, ConsistencyMarker marker) {
    List<String> types() {
      return entries.stream().map(entry -> entry.message().type().name()).toList();
    }
  }

  Past source(EventCriteria criteria) {
    return source(SourcingCondition.conditionFor(criteria));
  }

  Past source(SourcingCondition condition) {
    var all =
        engine()
            .source(condition, null)
            .reduce(
                new ArrayList<MessageStream.Entry<EventMessage>>(),
                (list, entry) -> {
                  list.add(entry);
                  return list;
                })
            .join();
    var marker = all.removeLast().getResource(ConsistencyMarker.RESOURCE_KEY);
    assertThat(marker).as("the last entry bears the marker").isNotNull();
    assertThat(all).allMatch(entry -> entry.getResource(ConsistencyMarker.RESOURCE_KEY) == null);
    return new Past(all, marker);
  }

  static EventCriteria tagged(Tag... tags) {
    return EventCriteria.havingTags(tags);
  }

  static EventCriteria typed(String type, Tag... tags) {
    return EventCriteria.havingTags(tags).andBeingOneOfTypes(new QualifiedName(type));
  }

  static AppendCondition unless(EventCriteria criteria, ConsistencyMarker since) {
    return AppendCondition.withCriteria(criteria).withMarker(since);
  }

  static void assertRejected(CompletableFuture<?> append) {
    assertThatThrownBy(append::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  long position(TrackingToken token) {
    return token.position().orElseThrow();
  }
}
