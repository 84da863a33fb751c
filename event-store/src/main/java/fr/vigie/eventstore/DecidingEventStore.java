package fr.vigie.eventstore;

import fr.vigie.eventstore.BoundaryReader.Past;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/// Decisions over any of Axon's event storage engines.
///
/// Decisions whose boundaries begin with the same criterion pass one after the other within this
/// process, so that one person's clicks do not race each other; between processes the append
/// condition decides, and the loser reads again.
///
/// A decision is first taken on what this process remembers of its boundary ([DecisionCache]), and
/// the database is asked only for criteria it does not know, unless most likely nothing matches
/// them ([Boundary#unlikely]): then that is supposed, and the append finds out. Where others have
/// written meanwhile the append is refused, what has come since is read, and the decision is taken
/// again: so a decision that appends is as good as one that read everything. One that appends
/// nothing has no such check, and is taken on what is read at that moment.
public final class DecidingEventStore implements EventStore {

  private static final int TRIES = 20;

  // More than a thousand guesses at one account, or clicks of one advisor, at the same moment are
  // no work to wait for.
  private static final int LONGEST_LANE = 1_024;

  private final EventStorageEngine engine;
  private final EventTypes types;
  private final Clock clock;
  private final BoundaryReader reader;
  private final Lanes<Boundary.Criterion> lanes = new Lanes<>(LONGEST_LANE);

  public DecidingEventStore(EventStorageEngine engine, EventTypes types, Clock clock) {
    this.engine = engine;
    this.types = types;
    this.clock = clock;
    this.reader = new BoundaryReader(engine, types);
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {
    var question = new Question<>(Map.copyOf(attributes), boundary, initial, evolve, decide);
    return here(
        lanes.run(
            boundary.criteria().getFirst(),
            () -> reader.recall(boundary).thenCompose(past -> attempt(1, question, past))));
  }

  @Override
  public CompletionStage<List<Receipt>> append(
      Map<String, String> attributes, List<? extends Object> events) {
    return here(
        append(AppendCondition.none(), attributes, events)
            .thenApply(appended ->
                appended.stream()
                    .map(event -> new Receipt(event.id(), event.position()))
                    .toList()));
  }

  @Override
  public CompletionStage<List<StoredEvent>> read(Boundary boundary) {
    return here(reader.events(boundary).thenApply(List::copyOf));
  }

  private record Question<S, A>(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {

    Decision<A> answer(Past past) {
      var state = initial;
      for (var event : past.events()) {
        state = evolve.apply(state, event);
      }
      return decide.apply(state);
    }
  }

  private <S, A> CompletableFuture<Decided<A>> attempt(
      int number, Question<S, A> question, Past past) {
    var decision = question.answer(past);
    if (decision.events().isEmpty()) {
      return past.now()
          ? CompletableFuture.completedFuture(new Decided<>(decision.answer(), List.of()))
          : reader.refresh(past).thenCompose(now -> attempt(number, question, now));
    }
    return append(question.boundary(), past, question.attributes(), decision.events())
        .thenApply(appended -> {
          reader.appended(past, appended);
          return new Decided<>(
              decision.answer(),
              appended.stream().map(event -> new Receipt(event.id(), event.position())).toList());
        })
        .exceptionallyCompose(fault -> {
          if (!(Faults.root(fault) instanceof AppendEventsTransactionRejectedException lost)) {
            reader.forgetAll();
            return CompletableFuture.failedFuture(Faults.root(fault));
          }
          if (number == TRIES) {
            return CompletableFuture.failedFuture(
                new StoreBusyException("lost the race " + TRIES + " times", lost));
          }
          // The first loss is most often to another replica's work of some time ago: no race.
          var next =
              number == 1
                  ? CompletableFuture.completedFuture(past)
                  : CompletableFuture.supplyAsync(() -> past, pause(number));
          return next.thenCompose(reader::refresh)
              .thenCompose(now -> attempt(number + 1, question, now));
        });
  }

  private static ConsistencyMarker marker(BoundaryReader.Past past) {
    return past.through() < 0
        ? ConsistencyMarker.ORIGIN
        : new GlobalIndexConsistencyMarker(past.through());
  }

  /// Up to some milliseconds, more from try to try, so that those who race drift apart.
  private static java.util.concurrent.Executor pause(int number) {
    var micros = ThreadLocalRandom.current().nextLong(200, 200 + 1_000L * Math.min(number, 10));
    return CompletableFuture.delayedExecutor(micros, TimeUnit.MICROSECONDS);
  }

  private CompletableFuture<List<StoredEvent>> append(
      Boundary boundary, Past past, Map<String, String> attributes, List<? extends Object> events) {
    if (!(engine instanceof PostgresEventStorageEngine ours)) {
      var condition =
          AppendCondition.withCriteria(reader.criteria(boundary)).withMarker(marker(past));
      return append(condition, attributes, events);
    }
    var messages = messages(attributes, events);
    return ours.append(reader.guards(past), messages.stream().map(StoredRows::row).toList())
        .thenApply(last -> stored(last, messages));
  }

  /// Appends, and gives back the events as they lie in the store now.
  private CompletableFuture<List<StoredEvent>> append(
      AppendCondition condition, Map<String, String> attributes, List<? extends Object> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var messages = messages(attributes, events);
    return engine
        .appendEvents(condition, null, messages)
        .thenCompose(DecidingEventStore::commit)
        .thenApply(marker -> stored(GlobalIndexConsistencyMarker.position(marker), messages));
  }

  private List<StoredEvent> stored(long last, List<TaggedEventMessage<?>> messages) {
    var first = last - messages.size() + 1;
    var stored = new ArrayList<StoredEvent>(messages.size());
    for (var i = 0; i < messages.size(); i++) {
      stored.add(reader.stored(first + i, messages.get(i)));
    }
    return stored;
  }

  private List<TaggedEventMessage<?>> messages(
      Map<String, String> attributes, List<? extends Object> events) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return events.stream()
        .<TaggedEventMessage<?>>map(event -> message(event, attributes, now))
        .toList();
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

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
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
