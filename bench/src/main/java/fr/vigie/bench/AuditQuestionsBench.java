package fr.vigie.bench;

import fr.vigie.embedded.Database;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/// How fast auditors are answered, over HTTP, each question durable before its answer: one person's
/// year, one advisor, rare combinations, and breach files of ten thousand and of a million
/// accesses.
///
/// Leaves and view are loaded by SQL, over twelve months, far behind the log's own beginning, so
/// that the questions' own events do not mix with them. They are under no checkpoint: files are
/// asked for without proofs. `VIGIE_BENCH_EVENTS` says how many there are.
final class AuditQuestionsBench {

  /// By which this part of the audit bench is asked for alone.
  static final String NAME = "audit-questions";

  private static final long FIRST = 1_000_000_000L;
  private static final int MILLION = 1_000_000;
  private static final int SMALL = 10_000;
  private static final int WARM_UP = 100;
  private static final int TIMES = 400;
  private static final double YEAR_LIMIT_MILLIS = 50;
  private static final String YEAR = "from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z";

  private final Report report;
  private final int events =
      Integer.parseInt(Optional.ofNullable(System.getenv("VIGIE_BENCH_EVENTS")).orElse("2000000"));
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(20_261_125);

  AuditQuestionsBench(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    var issuer = TestIssuer.running();
    try (var stage = Stage.open()) {
      var database = stage.database("audit");
      var service =
          stage.start(
              "audit-service",
              database,
              Map.of(
                  "quarkus.oidc.auth-server-url",
                  issuer.url(),
                  "vigie.identity.url",
                  issuer.url(),
                  "vigie.audit.checkpoint.key-encryption-key",
                  "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
      load(stage, database);
      ask(service.url());
      breach(service, "thief-small", SMALL);
      breach(service, "thief-large", MILLION);
    }
  }

  private int persons() {
    return events / 100;
  }

  private void ask(String url) throws Exception {
    percentiles(
        "person-year",
        YEAR_LIMIT_MILLIS,
        () -> url + "/v1/persons/person-" + random.nextInt(persons()) + "/accesses?" + YEAR);
    percentiles(
        "person-page",
        YEAR_LIMIT_MILLIS,
        () -> url + "/v1/events?limit=50&person=person-" + random.nextInt(persons()));
    percentiles(
        "advisor-page",
        YEAR_LIMIT_MILLIS,
        () -> url + "/v1/events?limit=50&advisor=advisor-" + random.nextInt(1_000));
    percentiles(
        "advisor-week-purpose",
        YEAR_LIMIT_MILLIS,
        () ->
            url
                + "/v1/events?purpose=interview&from=2025-11-03T00:00:00Z&to=2025-11-10T00:00:00Z"
                + "&advisor=advisor-"
                + random.nextInt(1_000));
    percentiles(
        "glass-of-an-agency",
        YEAR_LIMIT_MILLIS,
        () -> url + "/v1/events?basis=glass&agency=FT-" + random.nextInt(900));
  }

  private void percentiles(String metric, double limit, Supplier<String> question)
      throws Exception {
    var millis = new double[TIMES];
    var token = token("auditor");
    for (var i = 0; i < WARM_UP + TIMES; i++) {
      var request = get(question.get(), token);
      var before = System.nanoTime();
      var answer = http.send(request, BodyHandlers.ofString());
      var took = (System.nanoTime() - before) / 1e6;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
      if (i >= WARM_UP) {
        millis[i - WARM_UP] = took;
      }
    }
    Arrays.sort(millis);
    report.figure(metric + "-p50", millis[TIMES / 2], "ms");
    report.figure(metric + "-p99", millis[TIMES * 99 / 100], "ms", "limit", limit);
  }

  private void breach(Stage.Service service, String thief, int accesses) throws Exception {
    var opened =
        http.send(
            HttpRequest.newBuilder(URI.create(service.url() + "/v1/breaches"))
                .header("Authorization", "Bearer " + token("security-officer"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"accounts\":[\"%s\"],\"from\":\"2025-01-01T00:00:00Z\"}"
                            .formatted(thief)))
                .build(),
            BodyHandlers.discarding());
    var file = opened.headers().firstValue("Location").orElseThrow().replaceFirst(".*/v1", "/v1");
    var rounds = accesses < MILLION ? 3 : 1;
    for (var round = 1; round <= rounds; round++) {
      var before = System.nanoTime();
      read(service.url() + file);
      var facts = (System.nanoTime() - before) / 1e9;
      before = System.nanoTime();
      var lines = read(service.url() + file + "/file?proofs=false");
      var took = (System.nanoTime() - before) / 1e9;
      if (lines < accesses) {
        throw new IllegalStateException("a file of " + lines + " lines");
      }
      if (round == rounds) {
        var metric = "breach-" + accesses;
        report.figure(metric + "-numbers", facts, "s");
        report.figure(metric + "-file", took, "s");
        report.figure(metric + "-file-rate", accesses / took, "accesses/s");
      }
    }
    report.figure("rss-after-" + accesses, rss(service.process().pid()), "MiB");
  }

  // A token of its own: a large file takes longer than one lives.
  private long read(String url) throws IOException, InterruptedException {
    var answer = http.send(get(url, token("security-officer")), BodyHandlers.ofInputStream());
    var lines = 0L;
    try (InputStream in = answer.body()) {
      var buffer = new byte[1 << 16];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (var i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    return lines;
  }

  private static HttpRequest get(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private static String token(String role) {
    return TestIssuer.running().token(Person.auditor(UUID.randomUUID().toString()).with(role));
  }

  private static double rss(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(0)
        / 1024.0;
  }

  /// Rows as the service writes them; indexes are made after the rows, as nobody waits for them.
  private void load(Stage stage, Database database) throws SQLException {
    var before = System.nanoTime();
    try (var connection = stage.postgres().connect(database.name(), stage.postgres().superuser());
        var statement = connection.createStatement()) {
      for (var sql : Loading.statements(FIRST, events, SMALL, MILLION, persons())) {
        statement.execute(sql);
      }
    }
    report.figure("loaded", events, "events");
    report.figure("loading", (System.nanoTime() - before) / 1e9, "s");
  }
}
