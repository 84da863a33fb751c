package fr.vigie.bench.store;

import fr.vigie.bench.Report;
import fr.vigie.bench.store.Meter.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Both sides of appending, in turns.
final class AppendRounds {

  private static final int WRITERS = 64;

  private final Report report;
  private final Appending ours;
  private final PlainSql peer;
  private final int rounds;

  AppendRounds(Report report, Appending ours, PlainSql peer, int rounds) {
    this.report = report;
    this.ours = ours;
    this.peer = peer;
    this.rounds = rounds;
  }

  void run() throws Exception {
    System.err.println("warming up");
    ours.round(WRITERS);
    ours.round(1);
    peer.insert(32);
    peer.insert(1);
    peer.copy();

    var many = new ArrayList<Round>();
    var one = new ArrayList<Round>();
    var batched = new ArrayList<Round>();
    var single = new ArrayList<Round>();
    var copied = new ArrayList<Round>();
    var ratios = new ArrayList<Double>();
    for (var round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      many.add(ours.round(WRITERS));
      batched.add(peer.insert((int) Math.max(1, Math.round(many.getLast().batch()))));
      ratios.add(many.getLast().perSecond() / batched.getLast().perSecond());
      one.add(ours.round(1));
      single.add(peer.insert(1));
      copied.add(peer.copy());
    }
    var insert = Meter.median(batched, Round::perSecond);
    var copy = Meter.median(copied, Round::perSecond);
    var appended = Meter.median(many, Round::perSecond);
    report.figure("append-64", appended, "events/s", "insert-batched", insert);
    report.figure("append-64-of-copy", appended, "events/s", "copy", copy);
    report.figure(
        "append-1",
        Meter.median(one, Round::perSecond),
        "events/s",
        "insert-single",
        Meter.median(single, Round::perSecond));
    report.figure(
        "append-vs-insert",
        ratios.stream().sorted().toList().get(ratios.size() / 2),
        "median of the rounds' ratios");
    report.figure("append-64-batch", Meter.median(many, Round::batch), "events/statement");
    report.figure("append-64-p50", Meter.median(many, Round::p50), "ms");
    report.figure("append-64-p99", Meter.median(many, Round::p99), "ms");
    latency("append-1-p50", one, single, Round::p50);
    latency("append-1-p99", one, single, Round::p99);
    cpu("append-64", many, "insert-batched", batched);
    cpu("append-1", one, "insert-single", single);
  }

  private void latency(
      String metric, List<Round> ours, List<Round> peer, ToDoubleFunction<Round> of) {
    report.figure(metric, Meter.median(ours, of), "ms", "insert-single", Meter.median(peer, of));
  }

  private void cpu(String metric, List<Round> ours, String peer, List<Round> theirs) {
    report.figure(
        metric + "-cpu-jvm",
        Meter.median(ours, Round::jvmMicros),
        "us/event",
        peer,
        Meter.median(theirs, Round::jvmMicros));
    report.figure(
        metric + "-cpu-server",
        Meter.median(ours, Round::dbMicros),
        "us/event",
        peer,
        Meter.median(theirs, Round::dbMicros));
  }
}
