package fr.vigie.eventstore;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
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
import org.jspecify.annotations.Nullable;

/// Decisions over any of Axon's event storage engines.
///
/// Decisions whose boundaries begin with the same criterion pass one after the other within this
/// process, so that one person's clicks do not race each other; between processes the append
/// condition decides, and the loser reads again.
public final class DecidingEventStore implements EventStore {

  private static final int TRIES = 20;

  private final EventStorageEngine engine;
  private final EventTypes types;
  private final Clock clock;
  private final Lanes<Boundary.Criterion> lanes = new Lanes<>();

  public DecidingEventStore(EventStorageEngine engine, EventTypes types, Clock clock) {
    this.engine = engine;
    this.types = types;
    this.clock = clock;
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {
    var criteria = criteria(boundary);
    return here(
        lanes.run(
            boundary.criteria().getFirst(),
            () -> attempt(1, Map.copyOf(attributes), criteria, initial, evolve, decide)));
  }

  @Override
  public CompletionStage<List<Receipt>> append(
      Map<String, String> attributes, List<? extends Object> events) {
    return here(append(AppendCondition.none(), attributes, events));
  }

  @Override
  public CompletionStage<List<StoredEvent>> read(Boundary boundary) {
    return here(
        source(
                criteria(boundary),
                new ArrayList<StoredEvent>(),
                (all, event) -> {
                  all.add(event);
                  return all;
                })
            .thenApply(past -> List.copyOf(past.state())));
  }

  /// What a boundary's past came to.
  private record Past<S>(S state, ConsistencyMarker marker) {}

  private <S, A> CompletableFuture<Decided<A>> attempt(
      int number,
      Map<String, String> attributes,
      EventCriteria criteria,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {
    return source(criteria, initial, evolve)
        .thenCompose(past -> {
          var decision = decide.apply(past.state());
          var condition = AppendCondition.withCriteria(criteria).withMarker(past.marker());
          return append(condition, attributes, decision.events())
              .thenApply(receipts -> new Decided<>(decision.answer(), receipts));
        })
        .exceptionallyCompose(fault -> {
          if (!(Faults.root(fault) instanceof AppendEventsTransactionRejectedException lost)) {
            return CompletableFuture.failedFuture(Faults.root(fault));
          }
          if (number == TRIES) {
            return CompletableFuture.failedFuture(
                new StoreBusyException("lost the race " + TRIES + " times", lost));
          }
          return CompletableFuture.supplyAsync(() -> number + 1, pause(number))
              .thenCompose(next -> attempt(next, attributes, criteria, initial, evolve, decide));
        });
  }

  /// Up to some milliseconds, more from try to try, so that those who race drift apart.
  private static java.util.concurrent.Executor pause(int number) {
    var micros = ThreadLocalRandom.current().nextLong(200, 200 + 1_000L * Math.min(number, 10));
    return CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS);
  }

  private <S> CompletableFuture<Past<S>> source(
      EventCriteria criteria, S initial, BiFunction<S, StoredEvent, S> evolve) {
    return engine
        .source(SourcingCondition.conditionFor(criteria), null)
        .reduce(
            new Past<>(initial, ConsistencyMarker.ORIGIN),
            (past, entry) -> {
              var marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
              return marker == null
                  ? new Past<>(evolve.apply(past.state(), event(entry)), past.marker())
                  : new Past<>(past.state(), marker);
            });
  }

  private StoredEvent event(MessageStream.Entry<EventMessage> entry) {
    var message = entry.message();
    var position = TrackingToken.fromContext(entry).orElseThrow().position().orElseThrow();
    if (!(message.payload() instanceof String json)) {
      throw new UnreadableEventException("not stored by an event store of ours: " + message.type());
    }
    // Axon's in-memory engine does not tell the tags.
    @Nullable Set<EventTag> tags =
        Tag.fromContext(entry)
            .map(stored ->
                stored.stream()
                    .map(tag -> EventTag.of(tag.key(), tag.value()))
                    .collect(Collectors.toUnmodifiableSet()))
            .orElse(null);
    return StoredRows.event(
        position,
        UUID.fromString(message.identifier()),
        message.type().name(),
        message.type().version(),
        message.timestamp(),
        json,
        message.metadata(),
        tags,
        types);
  }

  private CompletableFuture<List<Receipt>> append(
      AppendCondition condition, Map<String, String> attributes, List<? extends Object> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var ids = new ArrayList<UUID>(events.size());
    var messages = new ArrayList<TaggedEventMessage<?>>(events.size());
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (var event : events) {
      var id = EventIds.at(now.toEpochMilli());
      ids.add(id);
      var tags = new HashSet<Tag>();
      types.tags(event).forEach(tag -> tags.add(Tag.of(tag.key(), tag.value())));
      messages.add(
          new GenericTaggedEventMessage<>(
              new GenericEventMessage(
                  id.toString(),
                  new MessageType(types.name(event), Integer.toString(types.version(event))),
                  types.write(event),
                  types.attributes(event, attributes),
                  now),
              tags));
    }
    return engine
        .appendEvents(condition, null, messages)
        .thenCompose(DecidingEventStore::commit)
        .thenApply(marker -> {
          var last = GlobalIndexConsistencyMarker.position(marker);
          var receipts = new ArrayList<Receipt>(ids.size());
          for (var i = 0; i < ids.size(); i++) {
            receipts.add(new Receipt(ids.get(i), last - ids.size() + 1 + i));
          }
          return receipts;
        });
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }

  private EventCriteria criteria(Boundary boundary) {
    var all = new HashSet<EventCriteria>();
    for (var criterion : boundary.criteria()) {
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

  /// Gives the result on the Vert.x context the caller is on, where it is on one: what belongs to a
  /// request stays with it.
  private static <T> CompletableFuture<T> here(CompletableFuture<T> result) {
    Context context = Vertx.currentContext();
    var there = new CompletableFuture<T>();
    var _ =
        result.whenComplete((value, fault) -> {
          Runnable tell =
              () -> {
                if (fault == null) {
                  there.complete(value);
                } else {
                  there.completeExceptionally(Faults.root(fault));
                }
              };
          if (context == null) {
            tell.run();
          } else {
            context.runOnContext(_ -> tell.run());
          }
        });
    return there;
  }
}
