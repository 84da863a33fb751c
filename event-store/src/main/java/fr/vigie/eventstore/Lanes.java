package fr.vigie.eventstore;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets work of one key pass one after the other, and work of different keys side by side. A key
/// with nothing to do takes no room.
final class Lanes<K> {

  private final Map<K, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();

  <T> CompletableFuture<T> run(K key, Supplier<CompletableFuture<T>> work) {
    var done = new CompletableFuture<Boolean>();
    var before = last.put(key, done);
    var result = before == null ? start(work) : before.thenCompose(_ -> start(work));
    return result.whenComplete((_, _) -> {
      last.remove(key, done);
      done.complete(true);
    });
  }

  /// Keys with work under way.
  int size() {
    return last.size();
  }

  private static <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
