package fr.vigie.eventstore;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets work of one key pass one after the other, and work of different keys side by side. A key
/// with nothing to do takes no room, and one with too much to do takes no more.
final class Lanes<K> {

  /// Where a key's lane ends, and how many are in it.
  private record Lane(CompletableFuture<Boolean> last, int length) {}

  private final Map<K, Lane> lanes = new ConcurrentHashMap<>();
  private final int longest;

  /// @param longest how many of one key may be under way or wait; who comes after that is refused
  Lanes(int longest) {
    this.longest = longest;
  }

  <T> CompletableFuture<T> run(K key, Supplier<CompletableFuture<T>> work) {
    var done = new CompletableFuture<Boolean>();
    var before = new CompletableFuture<CompletableFuture<Boolean>>();
    lanes.compute(
        key,
        (_, lane) -> {
          if (lane != null && lane.length() >= longest) {
            return lane;
          }
          before.complete(lane == null ? CompletableFuture.completedFuture(true) : lane.last());
          return new Lane(done, lane == null ? 1 : lane.length() + 1);
        });
    if (!before.isDone()) {
      return CompletableFuture.failedFuture(
          new StoreBusyException(longest + " decisions of one kind wait already", null));
    }
    var ahead = before.join();
    var result = ahead.isDone() ? start(work) : ahead.thenCompose(_ -> start(work));
    return result.whenComplete((_, _) -> {
      lanes.computeIfPresent(
          key, (_, lane) -> lane.length() == 1 ? null : new Lane(lane.last(), lane.length() - 1));
      done.complete(true);
    });
  }

  /// Keys with work under way.
  int size() {
    return lanes.size();
  }

  private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
