package fr.vigie.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/// What is asked of records-service and its peers, in turns: opens of records, and searches.
final class RecordsRounds {

  private static final int IN_FLIGHT = 64;
  private static final int ROUNDS = 4;
  private static final double SECONDS = 6;
  private static final double WARM_UP = 20;
  private static final double ALONE = 2;
  private static final int SEARCHERS = 16;

  /// What the searches of an even stream came to.
  ///
  /// @param rate how many of them came in a second
  record Found(double rate, double p99) {}

  private final Report report;
  private final RecordsPeople people;
  private final boolean mass;
  private final Stage stage;
  private final Stage.Service service;
  private final Stage.Service peer;
  private final String suffix;
  private final URI own;
  private final URI others;
  private final List<String> tokens = new ArrayList<>();

  /// @param mass those who are asked for lie among the mass
  RecordsRounds(
      Report report,
      RecordsPeople people,
      boolean mass,
      Stage stage,
      Stage.Service service,
      Stage.Service peer) {
    this.report = report;
    this.people = people;
    this.mass = mass;
    this.stage = stage;
    this.service = service;
    this.peer = peer;
    this.suffix = mass ? RecordsLoad.suffix(people.all()) : "";
    this.own = URI.create(service.url());
    this.others = URI.create(peer.url());
  }

  // A token lives for five minutes: less than all of it takes, and more than a part.
  private void signIn() {
    tokens.clear();
    for (var advisor = 0; advisor < people.advisors(); advisor++) {
      tokens.add(people.token(advisor));
    }
  }

  /// Opens, beside the same rows with nothing recorded, and with a row of a plain table.
  void opens() throws Exception {
    signIn();
    var refs = refs();
    signIn();
    var recorded = asked(n -> Wire.get(own, "/v1/records/" + refs.get(n), token(n)));
    var unrecorded = asked(n -> Wire.get(others, peers(n, "unrecorded"), token(n)));
    var inserted = asked(n -> Wire.get(others, peers(n, "inserted"), token(n)));
    var three =
        List.of(new Load(own, recorded), new Load(others, unrecorded), new Load(others, inserted));
    var full = turns(IN_FLIGHT).of(three);
    figure("disclosure-vs-unrecorded", full[0].rate(), "opens/s", "unrecorded", full[1].rate());
    figure("disclosure-vs-naive-insert", full[0].rate(), "opens/s", "insert", full[2].rate());
    figure("disclosure-p50", full[0].at(0.5), "ms", "unrecorded", full[1].at(0.5));
    figure("disclosure-p99", full[0].at(0.99), "ms", "unrecorded", full[1].at(0.99));
    costs("disclosure-cpu", "us/open", full[0], "unrecorded", full[1]);
    costs("insert-cpu", "us/open", full[2], "unrecorded", full[1]);
    half(three.getFirst(), full[0].rate());
    alone(three);
  }

  private void half(Load recorded, double rate) throws Exception {
    recorded.open((int) (rate / 4), IN_FLIGHT, SECONDS);
    var result = recorded.open((int) (rate / 2), IN_FLIGHT, 3 * SECONDS);
    report.figure("disclosure-p50-at-half-load" + suffix, result.at(0.5), "ms");
    figure("disclosure-p99-at-half-load", result.at(0.99), "ms", "limit", 25);
  }

  private void alone(List<Load> three) throws Exception {
    var one = turns(1).of(three);
    figure(
        "disclosure-added-p50-one-client",
        one[0].at(0.5) - one[1].at(0.5),
        "ms",
        "fdatasync",
        Machine.fdatasync());
  }

  /// Searches by the 11 digits, beside the same look-up with nothing decided and recorded.
  ///
  /// @param rate of the even stream, a second; 0: half of what the service can
  Found searches(double rate) throws Exception {
    signIn();
    var recorded = asked(this::search);
    var raw = asked(n -> Wire.get(others, "/peer/" + number(n) + "/found", token(n)));
    var both = turns(IN_FLIGHT).of(List.of(new Load(own, recorded), new Load(others, raw)));
    figure("search-vs-raw", both[0].rate(), "searches/s", "raw", both[1].rate());
    figure("search-p50", both[0].at(0.5), "ms", "raw", both[1].at(0.5));
    figure("search-p99", both[0].at(0.99), "ms", "raw", both[1].at(0.99));
    costs("search-cpu", "us/search", both[0], "raw", both[1]);
    var even = rate > 0 ? rate : both[0].rate() / 2;
    var result = new Load(own, recorded).open((int) even, IN_FLIGHT, 3 * SECONDS);
    figure("search-p99-at-half-load", result.at(0.99), "ms", "limit", 10);
    return new Found(even, result.at(0.99));
  }

  /// A reference of each person who is opened, from a search by the advisor who opens.
  private List<String> refs() throws Exception {
    var refs = new String[people.advisors() * RecordsPeople.EACH];
    var next = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(SEARCHERS)) {
      var all = new ArrayList<Callable<Void>>();
      for (var searcher = 0; searcher < SEARCHERS; searcher++) {
        all.add(() -> {
          try (var wire = new Wire(own)) {
            for (var n = next.getAndIncrement(); n < refs.length; n = next.getAndIncrement()) {
              refs[n] = RecordsPeople.refs(wire.ask(search(n))).getFirst();
            }
          }
          return null;
        });
      }
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    return List.of(refs);
  }

  private byte[] search(int n) {
    return Wire.post(own, "/v1/search", token(n), "{\"number\":\"%s\"}".formatted(number(n)));
  }

  private String number(int n) {
    return RecordsPeople.number(people.asked(n, mass));
  }

  private String peers(int n, String how) {
    return "/peer/" + RecordsPeople.person(people.asked(n, mass)) + "/" + how;
  }

  private String token(int n) {
    return tokens.get(n % tokens.size());
  }

  private IntFunction<byte[]> asked(IntFunction<byte[]> request) {
    var made = new byte[people.advisors() * RecordsPeople.EACH][];
    for (var n = 0; n < made.length; n++) {
      made[n] = request.apply(n);
    }
    return n -> made[n % made.length];
  }

  private Turns turns(int inFlight) {
    var services = List.of(service.process().pid(), peer.process().pid());
    var costs = new LinkedHashMap<String, DoubleSupplier>();
    // One of the two services is idle.
    costs.put("service", () -> services.stream().mapToDouble(Cpu::ofFamily).sum());
    costs.put("postgres", () -> Cpu.ofFamily(stage.postgres().process().pid()));
    costs.put("kafka", () -> Cpu.ofFamily(stage.kafka().process().pid()));
    costs.put("client", Cpu::ofThisProcess);
    return inFlight == 1
        ? new Turns(1, ALONE, ROUNDS, ALONE, costs)
        : new Turns(inFlight, WARM_UP, ROUNDS, SECONDS, costs);
  }

  // Where the processor's time goes: what one answer takes of each process, beside the other's.
  private void costs(
      String metric, String unit, Turns.Rounds ours, String beside, Turns.Rounds theirs) {
    for (var of : ours.costs().keySet()) {
      figure(metric + "-" + of, ours.cost(of), unit, beside, theirs.cost(of));
    }
  }

  private void figure(String metric, double value, String unit, String beside, double theirs) {
    report.figure(metric + suffix, value, unit, beside, theirs);
  }
}
