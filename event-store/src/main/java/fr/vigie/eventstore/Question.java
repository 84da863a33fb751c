package fr.vigie.eventstore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A decision that waits to be taken.
///
/// @param kept the parts of its past whose states are kept
/// @param fresh the rest of it, if there is any
/// @param answer to whoever asked
record Question<A>(
    Map<String, String> attributes,
    List<Fold<?>> kept,
    Optional<Boundary> fresh,
    Function<Course, Decision<A>> decide,
    CompletableFuture<Decided<A>> answer) {

  static <A> Question<A> of(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Optional<Boundary> fresh,
      Function<Course, Decision<A>> decide) {
    return new Question<>(
        Map.copyOf(attributes), List.copyOf(kept), fresh, decide, new CompletableFuture<>());
  }

  /// Decisions that share it wait for each other.
  Boundary.Criterion lane() {
    var first = kept.isEmpty() ? fresh.orElseThrow() : kept.getFirst().boundary();
    return first.criteria().getFirst();
  }

  /// Whether it may see events whose positions nobody knows yet.
  boolean joins() {
    return !kept.isEmpty();
  }

  boolean isOpen() {
    return !answer.isDone();
  }

  void fail(Throwable fault) {
    answer.completeExceptionally(fault);
  }

  static void failAll(List<Question<?>> questions, Throwable fault) {
    questions.forEach(question -> question.fail(fault));
  }
}
