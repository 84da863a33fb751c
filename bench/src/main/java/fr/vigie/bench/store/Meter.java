package fr.vigie.bench.store;

import fr.vigie.bench.Cpu;
import fr.vigie.embedded.PostgresServer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Time and processor time of one round.
final class Meter {

  private static final long ROUND_MILLIS = Long.getLong("vigie.bench.millis", 3_000);

  private final long server;
  private final double jvmBefore;
  private final double dbBefore;
  private final long start = System.nanoTime();
  private final long end = start + TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);

  Meter(PostgresServer server) {
    this.server = server.process().pid();
    this.jvmBefore = Cpu.ofThisProcess();
    this.dbBefore = Cpu.ofFamily(this.server);
  }

  boolean isOver() {
    return System.nanoTime() > end;
  }

  Round end(long[] latencies, long batches) {
    var seconds = (System.nanoTime() - start) / 1e9;
    var events = latencies.length;
    Arrays.sort(latencies);
    return new Round(
        events / seconds,
        latencies[events / 2] / 1e6,
        latencies[(int) (events * 0.99)] / 1e6,
        (double) events / batches,
        (Cpu.ofThisProcess() - jvmBefore) / events,
        (Cpu.ofFamily(server) - dbBefore) / events);
  }

  /// What one round came to.
  record Round(
      double perSecond, double p50, double p99, double batch, double jvmMicros, double dbMicros) {}

  static <T> double median(List<T> rounds, ToDoubleFunction<T> of) {
    return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
  }
}
