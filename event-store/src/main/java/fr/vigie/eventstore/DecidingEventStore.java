package fr.vigie.eventstore;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/// Decisions over any of Axon's event storage engines.
///
/// Decisions whose boundaries begin with the same criterion pass one after the other within this
/// process, so that one person's clicks do not race each other, and what has gathered meanwhile is
/// decided together where it may be; between processes the append condition decides, and the loser
/// reads again ([Deciding]).
public final class DecidingEventStore implements EventStore {

  // More than a thousand guesses at one account, or clicks of one advisor, at the same moment are
  // no work to wait for.
  private static final int LONGEST_LANE = 1_024;

  // One append of so many is still short.
  private static final int LARGEST_GROUP = 128;

  private final EventReader events;
  private final Appending appending;
  private final Lanes<Boundary.Criterion, Question<?>> lanes;

  public DecidingEventStore(EventStorageEngine engine, EventTypes types, Clock clock) {
    events = new EventReader(engine, types);
    appending = new Appending(engine, types, events, clock);
    var deciding = new Deciding(new BoundaryReader(engine, events), appending);
    lanes = new Lanes<>(LONGEST_LANE, LARGEST_GROUP, Question::joins, deciding::together);
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {
    var fold = new Fold<>(boundary, initial, evolve);
    return ask(
        Question.of(
            attributes,
            List.of(),
            Optional.of(boundary),
            course -> decide.apply(course.fresh(fold))));
  }

  @Override
  public <T, S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Fold<T> kept,
      Fold<S> fresh,
      BiFunction<T, S, Decision<A>> decide) {
    return decide(
        attributes, List.of(kept), fresh, (states, rest) -> decide.apply(states.of(kept), rest));
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Fold<S> fresh,
      BiFunction<States, S, Decision<A>> decide) {
    return ask(
        Question.of(
            attributes,
            kept,
            Optional.of(fresh.boundary()),
            course -> decide.apply(course, course.fresh(fresh))));
  }

  @Override
  public <A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Function<States, Decision<A>> decide) {
    return ask(Question.of(attributes, kept, Optional.empty(), decide::apply));
  }

  private <A> CompletionStage<Decided<A>> ask(Question<A> question) {
    if (!lanes.enter(question.lane(), question)) {
      question.fail(
          new StoreBusyException(LONGEST_LANE + " decisions of one kind wait already", null));
    }
    return here(question.answer());
  }

  @Override
  public CompletionStage<List<Receipt>> append(
      Map<String, String> attributes, List<? extends Object> events) {
    return here(appending.freely(attributes, events));
  }

  @Override
  public CompletionStage<List<StoredEvent>> read(Boundary boundary) {
    return here(events.all(boundary).thenApply(List::copyOf));
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
