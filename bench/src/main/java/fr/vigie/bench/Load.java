package fr.vigie.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Requests at a door, and how long their answers took.
final class Load {

  /// What came of a run.
  static final class Result {

    private final double perSecond;
    private final double[] sorted;

    private Result(double perSecond, double[] sorted) {
      this.perSecond = perSecond;
      this.sorted = sorted;
    }

    int answers() {
      return sorted.length;
    }

    /// Answers a second.
    double perSecond() {
      return perSecond;
    }

    /// Milliseconds within which this share of the answers came.
    double at(double share) {
      return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
  }

  private final URI url;
  private final IntFunction<byte[]> request;
  private final AtomicInteger number = new AtomicInteger();

  /// @param request the n-th
  Load(URI url, IntFunction<byte[]> request) {
    this.url = url;
    this.request = request;
  }

  /// So many requests are under way at every moment.
  Result closed(int inFlight, double seconds) throws Exception {
    return run(inFlight, seconds, 0);
  }

  /// So many a second arrive, whether the earlier are answered or not; an answer's time counts from
  /// when its request was due.
  Result open(int perSecond, int connections, double seconds) throws Exception {
    return run(connections, seconds, perSecond);
  }

  private Result run(int connections, double seconds, int perSecond) throws Exception {
    var start = System.nanoTime();
    var end = start + (long) (seconds * 1e9);
    var due = new AtomicInteger();
    var all = new ArrayList<double[]>();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      Callable<double[]> hand = () -> hand(start, end, perSecond, due);
      var hands = new ArrayList<Callable<double[]>>();
      for (var one = 0; one < connections; one++) {
        hands.add(hand);
      }
      for (var done : threads.invokeAll(hands)) {
        all.add(done.get());
      }
    }
    var took = (System.nanoTime() - start) / 1e9;
    var millis = all.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return new Result(millis.length / took, millis);
  }

  private double[] hand(long start, long end, int perSecond, AtomicInteger due) throws IOException {
    var millis = new ArrayList<Double>();
    try (var wire = new Wire(url)) {
      while (true) {
        var from = System.nanoTime();
        if (perSecond > 0) {
          from = start + due.getAndIncrement() * 1_000_000_000L / perSecond;
          for (var early = from - System.nanoTime(); early > 0; early = from - System.nanoTime()) {
            LockSupport.parkNanos(early);
          }
        }
        if (from >= end) {
          return millis.stream().mapToDouble(Double::doubleValue).toArray();
        }
        var answer = wire.ask(request.apply(number.getAndIncrement()));
        if (answer.status() != 200) {
          throw new IllegalStateException(
              "answered %d: %s".formatted(answer.status(), answer.text()));
        }
        millis.add((System.nanoTime() - from) / 1e6);
      }
    }
  }
}
