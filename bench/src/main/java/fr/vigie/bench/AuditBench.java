package fr.vigie.bench;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// audit-service from Kafka to the signed checkpoint, as it is built, beside plain SQL on the same
/// server with the same rows, in turns; then, in a log of `VIGIE_BENCH_EVENTS` leaves where that is
/// more, proofs and the verifier.
final class AuditBench {

  static final String NAME = "audit";

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 5);
  private static final int LEAVES = Integer.getInteger("vigie.bench.leaves", 250_000);
  private static final long EVENTS =
      Long.parseLong(Optional.ofNullable(System.getenv("VIGIE_BENCH_EVENTS")).orElse("0"));
  private static final int WARMING = 3;
  private static final int FILLED_TOGETHER = 100_000;
  private static final int DELAYS = 10_000;
  private static final int DELAYS_A_SECOND = 500;
  private static final int PROOFS = 2_000;
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final String SIGNED =
      "select coalesce((select size from checkpoint order by size desc limit 1), 0)";

  private final Report report;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  AuditBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    var issuer = TestIssuer.running();
    try (var stage = Stage.open()) {
      var database = stage.database("audit");
      var settings =
          Map.of(
              "quarkus.oidc.auth-server-url",
              issuer.url(),
              "vigie.identity.url",
              issuer.url(),
              "vigie.audit.checkpoint.key-encryption-key",
              "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
              // Views and detectors read the log in their own time, and would work beside the
              // peers.
              "vigie.audit.views.interval",
              "PT1H",
              "vigie.audit.detection.interval",
              "PT1H");
      var service = stage.start("audit-service", database, settings);
      try (var events = new AuditEvents(stage.kafka().bootstrapServers());
          var owner = stage.postgres().connect(database.name(), database.owner())) {
        appends(service, events, owner, stage.postgres().process().pid());
        delays(events, owner);
        fill(events, owner);
        proofs(service, issuer, events.published());
        new AuditReplay(report).run(stage, database, owner, events.published());
        sizes(service, owner);
      }
    }
  }

  private static void say(String words) {
    System.err.println(words);
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void awaitSigned(Connection connection, long size) throws SQLException {
    var end = System.nanoTime() + PATIENCE_NANOS;
    while (number(connection, SIGNED) < size) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the log was not signed at " + size + " leaves");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  /// Everything is with the broker when the clock starts: ingestion was told to stop by the lock
  /// that writers take, so that it has all of a round before it, as after an hour's absence.
  private double append(AuditEvents events, Connection owner) throws Exception {
    long started;
    try (var statement = owner.createStatement()) {
      statement.execute("select pg_advisory_lock(8532464671400947559)");
      events.publish(LEAVES);
      started = System.nanoTime();
      statement.execute("select pg_advisory_unlock_all()");
    }
    awaitSigned(owner, events.published());
    return LEAVES / ((System.nanoTime() - started) / 1e9);
  }

  private void appends(Stage.Service service, AuditEvents events, Connection owner, long postgres)
      throws Exception {
    var peers = new AuditPeers(owner);
    var ours = new ArrayList<Double>();
    var copied = new ArrayList<Double>();
    var inserted = new ArrayList<Double>();
    var jvm = new ArrayList<Double>();
    var server = new ArrayList<Double>();
    for (var round = 0; round < WARMING; round++) {
      append(events, owner);
      peers.copy(LEAVES);
    }
    for (var round = 1; round <= ROUNDS; round++) {
      var jvmBefore = Cpu.ofFamily(service.process().pid());
      var serverBefore = Cpu.ofFamily(postgres);
      ours.add(append(events, owner));
      jvm.add((Cpu.ofFamily(service.process().pid()) - jvmBefore) / LEAVES);
      server.add((Cpu.ofFamily(postgres) - serverBefore) / LEAVES);
      copied.add(peers.copy(LEAVES));
      inserted.add(peers.insert(LEAVES));
      say(
          "round %d: %,.0f leaves/s; copy %,.0f rows/s; insert %,.0f rows/s"
              .formatted(round, ours.getLast(), copied.getLast(), inserted.getLast()));
    }
    peers.drop(); // nobody is to clean up behind it while the rest is measured
    report.figure("append", median(ours), "leaves/s", "copy", median(copied));
    report.figure("append-vs-copy", median(ratios(ours, copied)), "ratio");
    report.figure("append-vs-insert", median(ratios(ours, inserted)), "ratio");
    report.figure("append-cpu-jvm", median(jvm), "us/leaf");
    report.figure("append-cpu-server", median(server), "us/leaf");
  }

  private static List<Double> ratios(List<Double> ours, List<Double> peers) {
    var all = new ArrayList<Double>();
    for (var i = 0; i < ours.size(); i++) {
      all.add(ours.get(i) / peers.get(i));
    }
    return all;
  }

  /// The rest of a log of the size that was asked for, published while it is ingested.
  private void fill(AuditEvents events, Connection owner) throws Exception {
    var before = events.published();
    if (EVENTS - before < FILLED_TOGETHER) {
      return;
    }
    var started = System.nanoTime();
    while (events.published() < EVENTS) {
      events.publish((int) Math.min(FILLED_TOGETHER, EVENTS - events.published()));
      if (events.published() % (10 * FILLED_TOGETHER) < FILLED_TOGETHER) {
        say("%,d of %,d events published".formatted(events.published(), EVENTS));
      }
    }
    awaitSigned(owner, EVENTS);
    var seconds = (System.nanoTime() - started) / 1e9;
    report.figure("sustained", (EVENTS - before) / seconds, "leaves/s", "aim", 25_000);
  }

  /// From an event's way to the broker to the checkpoint that covers it, at a constant rate.
  private void delays(AuditEvents events, Connection owner) throws Exception {
    var first = events.published();
    var sent = new long[DELAYS];
    var covered = new long[DELAYS];
    var sender =
        Thread.ofPlatform()
            .start(() -> {
              var start = System.nanoTime();
              for (var i = 0; i < DELAYS; i++) {
                var due = start + i * TimeUnit.SECONDS.toNanos(1) / DELAYS_A_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                sent[i] = Math.min(due, System.nanoTime());
                var _ = events.send("one");
              }
            });
    for (var reached = 0; reached < DELAYS; ) {
      var size = number(owner, SIGNED) - first;
      var now = System.nanoTime();
      for (; reached < Math.min(size, DELAYS); reached++) {
        covered[reached] = now;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    sender.join();
    var millis = new double[DELAYS];
    for (var i = 0; i < DELAYS; i++) {
      millis[i] = (covered[i] - sent[i]) / 1e6;
    }
    quantiles("event-to-checkpoint", millis);
  }

  private void quantiles(String metric, double[] millis) {
    Arrays.sort(millis);
    report.figure(metric + "-p50", millis[millis.length / 2], "ms");
    report.figure(metric + "-p99", millis[millis.length * 99 / 100], "ms");
  }

  private void proofs(Stage.Service service, TestIssuer issuer, long leaves) throws Exception {
    var token = issuer.token(Person.auditor("auditor-1"));
    say("proofs");
    var random = new Random(20_261_125);
    var inclusion = new double[PROOFS];
    var consistency = new double[PROOFS];
    var warm = System.nanoTime() + WARM_NANOS;
    for (var i = 0; i < PROOFS; ) {
      var event = AuditEvents.id(1 + random.nextLong(leaves));
      var from = 1 + random.nextLong(leaves - 1);
      inclusion[i] = get(service.url() + "/v1/log/proofs/" + event, token);
      consistency[i] =
          get(service.url() + "/v1/log/consistency?from=%d&to=%d".formatted(from, leaves), token);
      i += System.nanoTime() < warm ? 0 : 1;
    }
    report.figure("proof-at", (double) leaves, "leaves");
    quantiles("inclusion-proof", inclusion);
    quantiles("consistency-proof", consistency);
  }

  private double get(String url, String token) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    var started = System.nanoTime();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(url + " answered " + answer.statusCode());
    }
    return (System.nanoTime() - started) / 1e6;
  }

  private void sizes(Stage.Service service, Connection owner) throws SQLException, IOException {
    var leaves = number(owner, "select size from tree_head");
    var bytes =
        number(
            owner,
            """
            select sum(pg_total_relation_size(oid)) from pg_class
            where relname = 'tile' or (relname like 'leaf\\_%' and relkind = 'r')
            """);
    report.figure("bytes", (double) bytes / leaves, "bytes/leaf");
    report.figure("rss", residentMegabytes(service.process().pid()), "MB");
  }

  private static double residentMegabytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024;
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
