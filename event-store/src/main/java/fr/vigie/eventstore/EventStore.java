package fr.vigie.eventstore;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The one way in: read the boundary, decide, append.
public interface EventStore {

  /// Reads the boundary, folds it, decides, and appends on the condition that nothing in the
  /// boundary has come since; a decision that lost a race is taken again on what is there now.
  /// `evolve` and `decide` must be pure: they may run several times.
  ///
  /// @param attributes of the request: actor, session, correlation, ...; go with every event of the
  ///   decision
  /// @return the answer, once every event of the decision is durable; fails with
  ///   [StoreBusyException] where the race was lost too often or too many wait, and with
  ///   [StoreUnavailableException] where the database did not answer
  <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide);

  /// The same, where a part of the past is long and the same for many decisions: an account's
  /// guesses, say. The state of `kept` is carried on from decision to decision, found again by its
  /// criteria and its initial state; `fresh` is folded anew for each. The state of an event that is
  /// in both is formed twice.
  ///
  /// Decisions of this form that wait for each other are taken together: one read, one append, each
  /// on what those before it came to. So they may see events that have no position of their own
  /// yet, and a state that is kept is not to depend on positions.
  <T, S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Fold<T> kept,
      Fold<S> fresh,
      BiFunction<T, S, Decision<A>> decide);

  /// The same, where several parts of the past are kept. The first fold names the lane; folds that
  /// other decisions share are remembered once.
  ///
  /// @param kept every fold that `decide` asks the states of
  <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Fold<S> fresh,
      BiFunction<States, S, Decision<A>> decide);

  /// The same, where all of the past is kept: a state for each fold, carried on from decision to
  /// decision. The first fold names the lane; folds that other decisions share are remembered once.
  ///
  /// @param kept every fold that `decide` asks the states of
  <A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Function<States, Decision<A>> decide);

  /// Appends events that depend on nothing.
  CompletionStage<List<Receipt>> append(
      Map<String, String> attributes, List<? extends Object> events);

  /// The events of a boundary, in order.
  CompletionStage<List<StoredEvent>> read(Boundary boundary);
}
