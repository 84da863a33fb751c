package fr.vigie.bench;

import fr.vigie.embedded.Database;
import fr.vigie.testkit.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Opens of records with every law on, beside the same rows through the same HTTP stack with
/// nothing recorded, and with a plain INSERT of an audit row (PERFORMANCE P5, P12). The peers take
/// turns, so that what else the machine does falls on each.
///
/// `-Dvigie.bench.persons` (20,000) says how many files there are.
final class RecordsBench {

  static final String NAME = "records";

  private static final int IN_FLIGHT = 64;
  private static final int ROUNDS = 4;
  private static final double SECONDS = 6;
  private static final int ADVISORS = 1_000;
  // No advisor is shown more than ten persons in a minute: each opens eight of the own.
  private static final int EACH = 8;
  private static final int BATCH = 500;
  private static final int IMPORTERS = 4;
  private static final String LAUNCHER = "bench-key-of-the-launcher-0000000000";

  private final Report report;
  private final int persons = Integer.getInteger("vigie.bench.persons", 20_000);
  private final RecordsPeople people = new RecordsPeople(persons, ADVISORS);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RecordsBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    try (var stage = Stage.open()) {
      var database = stage.database("records");
      var service = stage.start("records-service", database, settings());
      load(database, service.url());
      var peer = stage.start("bench-peer", database, settings());
      table(database);
      var doors = new Doors(URI.create(service.url()), URI.create(peer.url()));
      opens(doors);
      searches(doors);
      report.figure("rss", rss(service.process().pid()), "MB", "limit", 400);
    }
  }

  private static Map<String, String> settings() {
    var issuer = TestIssuer.running().url();
    return Map.of(
        "quarkus.oidc.auth-server-url",
        issuer,
        "vigie.identity.url",
        issuer,
        "vigie.records.key-encryption-key",
        key(1),
        "vigie.records.blind-index-key",
        key(2),
        "vigie.service-keys.launcher",
        LAUNCHER,
        "quarkus.log.level",
        "WARN");
  }

  private static String key(int seed) {
    var raw = new byte[32];
    raw[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(raw);
  }

  private void load(Database database, String url) throws Exception {
    var began = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(IMPORTERS)) {
      var under = new ArrayList<Future<?>>();
      for (var from = 0; from < persons; from += BATCH) {
        var first = from;
        under.add(
            threads.submit(() -> {
              take(url, people.lines(first, Math.min(first + BATCH, persons)));
              return null;
            }));
      }
      for (var one : under) {
        one.get();
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    report.figure("import", persons / seconds, "persons/s", "limit", 5_000);
    // Views follow: everybody is in all of them.
    for (var table : List.of("file", "portfolio", "blind_index")) {
      while (number(database, "select count(*) from " + table) < persons) {
        Thread.sleep(200);
      }
    }
    report.figure(
        "database-bytes-per-person",
        (double) number(database, "select pg_database_size(current_database())") / persons,
        "bytes");
  }

  private void take(String url, String lines) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/v1/imports/persons"))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Vigie-Service launcher " + LAUNCHER)
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    for (var attempt = 0; attempt < 100; attempt++) {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        return;
      }
      if (answer.statusCode() != 503) {
        throw new IllegalStateException("no import: " + answer.body());
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException("no import: busy for too long");
  }

  /// The doors, and requests made beforehand.
  private record Doors(URI service, URI peer) {}

  private void opens(Doors doors) throws Exception {
    var tokens = new ArrayList<String>();
    for (var advisor = 0; advisor < ADVISORS; advisor++) {
      tokens.add(people.token(advisor));
    }
    var recorded =
        requests(n -> Wire.get(doors.service(), "/v1/records/" + opened(n), token(tokens, n)));
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
    var full = turns(three, IN_FLIGHT);
    report.figure(
        "disclosure-vs-unrecorded", full[0].rate(), "opens/s", "unrecorded", full[1].rate());
    report.figure(
        "disclosure-vs-naive-insert", full[0].rate(), "opens/s", "naive-insert", full[2].rate());
    report.figure("disclosure-p50", full[0].at(0.5), "ms", "unrecorded", full[1].at(0.5));
    report.figure("disclosure-p99", full[0].at(0.99), "ms", "unrecorded", full[1].at(0.99));
    half(three.getFirst(), full[0].rate());
    alone(three);
  }

  private void half(Load recorded, double rate) throws Exception {
    recorded.open((int) (rate / 4), IN_FLIGHT, SECONDS);
    var result = recorded.open((int) (rate / 2), IN_FLIGHT, 3 * SECONDS);
    report.figure("disclosure-p50-at-half-load", result.at(0.5), "ms");
    report.figure("disclosure-p99-at-half-load", result.at(0.99), "ms", "limit", 25);
  }

  private void alone(List<Load> three) throws Exception {
    var one = turns(three, 1);
    report.figure(
        "disclosure-added-p50-one-client",
        one[0].at(0.5) - one[1].at(0.5),
        "ms",
        "fdatasync",
        fdatasync());
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

  private void searches(Doors doors) throws Exception {
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
    var both = turns(List.of(new Load(doors.service(), recorded), new Load(doors.peer(), raw)), 64);
    report.figure("search-vs-raw", both[0].rate(), "searches/s", "raw", both[1].rate());
    report.figure("search-p99", both[0].at(0.99), "ms", "raw", both[1].at(0.99));
    var half = new Load(doors.service(), recorded).open((int) (both[0].rate() / 2), 64, SECONDS);
    report.figure("search-p99-at-half-load", half.at(0.99), "ms", "limit", 10);
  }

  /// The middle of several rounds.
  private record Rounds(List<Load.Result> all) {
    double rate() {
      return middle(all.stream().mapToDouble(Load.Result::perSecond).sorted().toArray());
    }

    double at(double share) {
      return middle(all.stream().mapToDouble(round -> round.at(share)).sorted().toArray());
    }

    private static double middle(double[] sorted) {
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  /// One round of each to warm up, then turn by turn.
  private static Rounds[] turns(List<Load> loads, int inFlight) throws Exception {
    var rounds = new Rounds[loads.size()];
    for (var i = 0; i < rounds.length; i++) {
      rounds[i] = new Rounds(new ArrayList<>());
      loads.get(i).closed(inFlight, SECONDS);
    }
    for (var round = 0; round < ROUNDS; round++) {
      for (var i = 0; i < rounds.length; i++) {
        rounds[i].all().add(loads.get(i).closed(inFlight, SECONDS));
      }
    }
    return rounds;
  }

  private static void table(Database database) throws SQLException {
    run(
        database,
        """
        create table peer_audit (id uuid primary key, at timestamptz not null, actor text not null,
          organisation text, agency text, session text, network text, correlation text,
          operation text not null, person uuid not null, field_classes text[], purpose text,
          basis text, outcome text not null);
        create index peer_audit_actor on peer_audit (actor, at);
        create index peer_audit_person on peer_audit (person, at);
        grant insert on peer_audit to %s;
        """
            .formatted(database.service().user()));
  }

  private static void run(Database database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Database database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// Milliseconds of one write that is forced to the disk, in the middle of several.
  private static double fdatasync() throws IOException {
    var file = Files.createTempFile("vigie-bench", ".sync");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var millis = new double[101];
      for (var i = 0; i < millis.length; i++) {
        var began = System.nanoTime();
        channel.write(ByteBuffer.allocate(8_192), 0);
        channel.force(false);
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
      java.util.Arrays.sort(millis);
      return millis[50];
    } finally {
      Files.delete(file);
    }
  }

  private static double rss(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
