package fr.vigie.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Lets work of one key pass in order of arrival, and work of different keys side by side. What has
/// gathered behind work under way goes on together, as far as it joins. A key with nothing to do
/// takes no room, and one with too much to do takes no more.
final class Lanes<K, W> {

  /// Some of it is under way.
  ///
  /// @param underWay how many
  private record Lane<W>(int underWay, Deque<W> waiting) {}

  private final Map<K, Lane<W>> lanes = new ConcurrentHashMap<>();
  private final int longest;
  private final int widest;
  private final Predicate<W> joins;
  private final Function<List<W>, CompletableFuture<?>> work;

  /// @param longest how many of one key may be under way or wait
  /// @param widest how many may go on together
  /// @param joins whether a piece of work may go on together with others
  /// @param work is done when its future is, however it ends
  Lanes(int longest, int widest, Predicate<W> joins, Function<List<W>, CompletableFuture<?>> work) {
    this.longest = longest;
    this.widest = widest;
    this.joins = joins;
    this.work = work;
  }

  /// Takes a piece of work, and says whether there was room for it.
  boolean enter(K key, W piece) {
    var entered = new CompletableFuture<Boolean>();
    lanes.compute(
        key,
        (_, lane) -> {
          if (lane == null) {
            entered.complete(true);
            return new Lane<>(1, new ArrayDeque<>());
          }
          if (lane.underWay() + lane.waiting().size() < longest) {
            lane.waiting().add(piece);
            entered.complete(false);
          }
          return lane;
        });
    if (!entered.isDone()) {
      return false;
    }
    if (entered.join()) {
      go(key, List.of(piece));
    }
    return true;
  }

  // Not from one end into the next beginning: what fails at once, thousands of times, would nest as
  // deep.
  private void go(K key, List<W> pieces) {
    var next = pieces;
    while (!next.isEmpty()) {
      var done = start(next);
      if (!done.isDone()) {
        var _ = done.whenComplete((_, _) -> go(key, next(key)));
        return;
      }
      next = next(key);
    }
  }

  private CompletableFuture<?> start(List<W> pieces) {
    try {
      return work.apply(pieces);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<W> next(K key) {
    var next = new ArrayList<W>();
    lanes.computeIfPresent(
        key,
        (_, lane) -> {
          var waiting = lane.waiting();
          while (!waiting.isEmpty() && next.size() < widest) {
            var alone = !joins.test(waiting.getFirst());
            if (alone && !next.isEmpty()) {
              break;
            }
            next.add(waiting.removeFirst());
            if (alone) {
              break;
            }
          }
          return next.isEmpty() ? null : new Lane<>(next.size(), waiting);
        });
    return next;
  }

  /// Keys with work under way.
  int size() {
    return lanes.size();
  }
}
