package fr.vigie.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Clients that each do one thing after the other, for a while: how many a second, and how long
/// each took.
final class Tally {

  /// Something a client does.
  interface Deed {

    /// Does it once.
    ///
    /// @param client which one of them, from 0
    /// @return whether it was done; not counted otherwise
    boolean once(int client) throws Exception;
  }

  private double perSecond;
  private int rounds;
  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  /// One more round.
  Tally round(int clients, Duration during, Deed deed) throws Exception {
    var started = System.nanoTime();
    var end = started + during.toNanos();
    var done = 0;
    try (var pool = Executors.newFixedThreadPool(clients)) {
      var all = new ArrayList<Callable<Integer>>();
      for (var client = 0; client < clients; client++) {
        var number = client;
        all.add(() -> work(number, end, deed));
      }
      for (var each : pool.invokeAll(all)) {
        done += each.get();
      }
    }
    perSecond += done * 1e9 / (System.nanoTime() - started);
    rounds++;
    return this;
  }

  private int work(int client, long end, Deed deed) throws Exception {
    var count = 0;
    for (var now = System.nanoTime(); now < end; now = System.nanoTime()) {
      if (deed.once(client)) {
        nanos.add(System.nanoTime() - now);
        count++;
      }
    }
    return count;
  }

  /// Over all rounds.
  double perSecond() {
    return perSecond / rounds;
  }

  int count() {
    return nanos.size();
  }

  /// How long the quickest of so great a share took at most.
  double millis(double share) {
    var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e6;
  }
}
