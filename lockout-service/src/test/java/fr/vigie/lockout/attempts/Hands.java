package fr.vigie.lockout.attempts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/// Many who act at once.
final class Hands {

  private Hands() {}

  /// Does something beside everything else, and tells what came of it.
  static <T> void start(Callable<T> deed, CompletableFuture<T> done) {
    run(() -> {
      try {
        done.complete(deed.call());
      } catch (Throwable fault) {
        done.completeExceptionally(fault);
      }
    });
  }

  static void run(Runnable task) {
    Thread.ofVirtual().start(task);
  }

  /// Starts `count` deeds, never more than `atOnce` under way, and waits for all. One that fails is
  /// left out.
  static <T> List<T> act(int count, int atOnce, IntFunction<CompletableFuture<T>> deed) {
    var places = new Semaphore(atOnce);
    var all = new ArrayList<CompletableFuture<T>>();
    for (var number = 0; number < count; number++) {
      places.acquireUninterruptibly();
      var one = deed.apply(number);
      var _ = one.whenComplete((_, _) -> places.release());
      all.add(one);
    }
    var answers = new ArrayList<T>();
    for (var one : all) {
      var answer = one.handle((value, fault) -> fault == null ? List.of(value) : List.<T>of());
      answers.addAll(answer.join());
    }
    return answers;
  }
}
