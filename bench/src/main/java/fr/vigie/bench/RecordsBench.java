package fr.vigie.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Opens of records with every law on, beside the same rows through the same HTTP stack with
/// nothing recorded, and with a plain INSERT of an audit row (PERFORMANCE P5, P12). The peers take
/// turns, so that what else the machine does falls on each.
///
/// `VIGIE_BENCH_PERSONS` (20,000) says how many files there are.
final class RecordsBench {

  static final String NAME = "records";

  private static final int IN_FLIGHT = 64;
  private static final int ROUNDS = 4;
  private static final double SECONDS = 6;
  private static final int ADVISORS = 1_000;
  // No advisor is shown more than ten persons in a minute: each opens eight of the own.
  private static final int EACH = 8;

  private final Report report;
  private final int persons =
      Integer.parseInt(Optional.ofNullable(System.getenv("VIGIE_BENCH_PERSONS")).orElse("20000"));
  private final RecordsPeople people = new RecordsPeople(persons, ADVISORS);

  RecordsBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    try (var stage = Stage.open()) {
      var database = stage.database("records");
      var service =
          stage.start("records-service", database, RecordsLoad.settings(), Stage.AS_DEPLOYED);
      new RecordsLoad(report, people, persons).load(database, service.url());
      var peer = stage.start("bench-peer", database, RecordsLoad.settings(), Stage.AS_DEPLOYED);
      RecordsLoad.table(database);
      var doors = new Doors(URI.create(service.url()), URI.create(peer.url()));
      var cost = new Cost(service, peer, stage);
      opens(doors, cost);
      searches(doors, cost);
      report.figure("rss", Machine.rss(service.process().pid()), "MB", "limit", 400);
    }
  }

  private record Doors(URI service, URI peer) {}

  /// Processor time of whatever answers: both services, one of which is idle, and the database.
  private record Cost(Stage.Service service, Stage.Service peer, Stage stage) {

    Turns turns(int inFlight) {
      return new Turns(inFlight, ROUNDS, SECONDS, this::micros);
    }

    private double micros() {
      return Cpu.ofFamily(service.process().pid())
          + Cpu.ofFamily(peer.process().pid())
          + Cpu.ofFamily(stage.postgres().process().pid());
    }
  }

  private void opens(Doors doors, Cost cost) throws Exception {
    var tokens = new ArrayList<String>();
    var refs = new ArrayList<List<String>>();
    for (var advisor = 0; advisor < ADVISORS; advisor++) {
      tokens.add(people.token(advisor));
      refs.add(people.refs(doors.service(), tokens.getLast()));
    }
    var recorded =
        requests(n ->
            Wire.get(
                doors.service(),
                "/v1/records/" + refs.get(n % ADVISORS).get(n / ADVISORS % EACH),
                token(tokens, n)));
    var unrecorded =
        requests(
            n -> Wire.get(doors.peer(), "/peer/" + opened(n) + "/unrecorded", token(tokens, n)));
    var inserted =
        requests(n -> Wire.get(doors.peer(), "/peer/" + opened(n) + "/inserted", token(tokens, n)));
    var three =
        List.of(
            new Load(doors.service(), recorded),
            new Load(doors.peer(), unrecorded),
            new Load(doors.peer(), inserted));
    var full = cost.turns(IN_FLIGHT).of(three);
    report.figure(
        "disclosure-vs-unrecorded", full[0].rate(), "opens/s", "unrecorded", full[1].rate());
    report.figure(
        "disclosure-vs-naive-insert", full[0].rate(), "opens/s", "naive-insert", full[2].rate());
    report.figure("disclosure-p50", full[0].at(0.5), "ms", "unrecorded", full[1].at(0.5));
    report.figure("disclosure-p99", full[0].at(0.99), "ms", "unrecorded", full[1].at(0.99));
    report.figure("disclosure-cpu", full[0].cost(), "us/open", "unrecorded", full[1].cost());
    half(three.getFirst(), full[0].rate());
    alone(three, cost);
  }

  private void half(Load recorded, double rate) throws Exception {
    recorded.open((int) (rate / 4), IN_FLIGHT, SECONDS);
    var result = recorded.open((int) (rate / 2), IN_FLIGHT, 3 * SECONDS);
    report.figure("disclosure-p50-at-half-load", result.at(0.5), "ms");
    report.figure("disclosure-p99-at-half-load", result.at(0.99), "ms", "limit", 25);
  }

  private void alone(List<Load> three, Cost cost) throws Exception {
    var one = cost.turns(1).of(three);
    report.figure(
        "disclosure-added-p50-one-client",
        one[0].at(0.5) - one[1].at(0.5),
        "ms",
        "fdatasync",
        Machine.fdatasync());
  }

  private static String token(List<String> tokens, int number) {
    return tokens.get(number % ADVISORS);
  }

  // Advisor by advisor, eight persons of each, again and again.
  private String opened(int number) {
    return RecordsPeople.person(whose(number)).toString();
  }

  private int whose(int number) {
    return (number % ADVISORS + number / ADVISORS % EACH * ADVISORS) % persons;
  }

  private static IntFunction<byte[]> requests(IntFunction<byte[]> request) {
    var made = new byte[ADVISORS * EACH][];
    for (var n = 0; n < made.length; n++) {
      made[n] = request.apply(n);
    }
    return n -> made[n % made.length];
  }

  private void searches(Doors doors, Cost cost) throws Exception {
    var tokens = new ArrayList<String>();
    for (var advisor = 0; advisor < ADVISORS; advisor++) {
      tokens.add(people.token(advisor));
    }
    var recorded =
        requests(n ->
            Wire.post(
                doors.service(),
                "/v1/search",
                token(tokens, n),
                "{\"number\":\"%s\"}".formatted(RecordsPeople.number(whose(n)))));
    var raw =
        requests(n ->
            Wire.get(
                doors.peer(),
                "/peer/" + RecordsPeople.number(whose(n)) + "/found",
                token(tokens, n)));
    var both =
        cost.turns(IN_FLIGHT)
            .of(List.of(new Load(doors.service(), recorded), new Load(doors.peer(), raw)));
    report.figure("search-vs-raw", both[0].rate(), "searches/s", "raw", both[1].rate());
    report.figure("search-cpu", both[0].cost(), "us/search", "raw", both[1].cost());
    report.figure("search-p99", both[0].at(0.99), "ms", "raw", both[1].at(0.99));
    var half =
        new Load(doors.service(), recorded).open((int) (both[0].rate() / 2), IN_FLIGHT, SECONDS);
    report.figure("search-p99-at-half-load", half.at(0.99), "ms", "limit", 10);
  }
}
