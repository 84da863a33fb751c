package fr.vigie.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Calls of one kind, each with a number of its own, by 64 callers or at a set rate.
final class Calls {

  private static final int CALLERS = 64;

  private final IntFunction<CompletableFuture<Boolean>> call;
  private final AtomicInteger next = new AtomicInteger();

  /// @param call tells whether it counts
  Calls(IntFunction<CompletableFuture<Boolean>> call) {
    this.call = call;
  }

  /// How many counted, and how long each took.
  record Round(double perSecond, List<Long> nanos) {}

  /// Each caller one call after the other.
  Round closed(long millis) throws Exception {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    var nanos = new ConcurrentLinkedQueue<Long>();
    var all = new ArrayList<CompletableFuture<Boolean>>();
    var begun = System.nanoTime();
    for (var caller = 0; caller < CALLERS; caller++) {
      var done = new CompletableFuture<Boolean>();
      all.add(done);
      again(end, nanos, done);
    }
    for (var one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    return new Round(nanos.size() / ((System.nanoTime() - begun) / 1e9), new ArrayList<>(nanos));
  }

  private void again(long end, ConcurrentLinkedQueue<Long> nanos, CompletableFuture<Boolean> done) {
    var before = System.nanoTime();
    if (before >= end) {
      done.complete(true);
      return;
    }
    var _ =
        call.apply(next.getAndIncrement())
            .whenCompleteAsync(
                (counts, fault) -> {
                  if (fault != null) {
                    done.completeExceptionally(fault);
                    return;
                  }
                  if (counts) {
                    nanos.add(System.nanoTime() - before);
                  }
                  again(end, nanos, done);
                },
                ForkJoinPool.commonPool());
  }

  /// At a set rate, whatever the answers take.
  List<Long> steady(double rate, long millis) throws Exception {
    var nanos = new ConcurrentLinkedQueue<Long>();
    var calls = (int) (rate * millis / 1_000);
    var all = new ArrayList<CompletableFuture<Boolean>>(calls);
    var begun = System.nanoTime();
    for (var number = 0; number < calls; number++) {
      var due = begun + (long) (number * 1e9 / rate);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      all.add(
          call.apply(next.getAndIncrement())
              .whenComplete((_, _) -> nanos.add(System.nanoTime() - due)));
    }
    for (var one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    return new ArrayList<>(nanos);
  }

  static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  static double percentile(List<Long> nanos, double share) {
    var sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
  }
}
