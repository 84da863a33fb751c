package fr.vigie.bench;

import fr.vigie.embedded.Database;
import fr.vigie.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Brings files into records-service through the door of imports, as a go-live does, and says how
/// far it has come.
record RecordsLoad(
    Report report, RecordsPeople people, Database database, String url, RecordsProgress progress) {

  private static final int BATCH = 500;
  private static final int IMPORTERS = 4;
  private static final int OFTEN = 100_000;
  private static final String LOADED = "loaded";
  private static final String SECONDS = "load-seconds";
  private static final String LAUNCHER = "bench-key-of-the-launcher-0000000000";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Whatever the service needs.
  static Map<String, String> settings() {
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

  /// What is found among so many says so in its name.
  static String suffix(int persons) {
    return "-at-" + persons;
  }

  /// Imports everybody up to this many, and waits until every view has them.
  void upTo(int persons) throws Exception {
    var from = (int) progress.of(LOADED);
    if (from >= persons) {
      awaitViews();
      return;
    }
    var suffix = suffix(persons);
    var size = bytes();
    var before = progress.of(SECONDS);
    var began = System.nanoTime();
    importFrom(from, persons, before, began);
    awaitViews();
    var seconds = before + (System.nanoTime() - began) / 1e9;
    progress.keep(SECONDS, seconds);
    progress.keep(LOADED, persons);
    report.figure("import-into-views" + suffix, persons / seconds, "persons/s", "limit", 5_000);
    report.figure(
        "database-bytes-per-person" + suffix,
        (double) (bytes() - size) / (persons - from),
        "bytes");
  }

  // What was asked for before takes room too, and is no person's.
  private long bytes() throws SQLException {
    return number("select pg_database_size(current_database())");
  }

  // Batches settle in order, so that what is noted never runs ahead of a gap.
  private void importFrom(int from, int persons, double before, long began) throws Exception {
    var underWay = new ArrayDeque<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(IMPORTERS)) {
      for (var start = from; start < persons || !underWay.isEmpty(); start += BATCH) {
        if (start < persons) {
          var first = start;
          var end = Math.min(first + BATCH, persons);
          underWay.add(
              threads.submit(() -> {
                take(people.lines(first, end));
                return end;
              }));
        }
        if (underWay.size() > IMPORTERS || start + BATCH >= persons) {
          settle(underWay.remove().get(), from, before, began);
        }
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    if (persons > from) {
      report.figure(
          "import" + suffix(persons), (persons - from) / seconds, "persons/s", "limit", 5_000);
    }
  }

  private void settle(int loaded, int from, double before, long began) {
    if (loaded % OFTEN != 0) {
      return;
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    progress.keep(LOADED, loaded);
    progress.keep(SECONDS, before + seconds);
    System.err.printf(
        Locale.ROOT, "%,d persons, %,.0f a second%n", loaded, (loaded - from) / seconds);
  }

  private void awaitViews() throws SQLException, InterruptedException {
    while (number("select (select max(position) from event) - min(position) from follower") > 0) {
      Thread.sleep(200);
    }
  }

  private void take(String lines) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/v1/imports/persons"))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Vigie-Service launcher " + LAUNCHER)
            .headers(RecordsPeople.TAKEOVER)
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    for (var attempt = 0; attempt < 100; attempt++) {
      var answer = HTTP.send(request, BodyHandlers.ofString());
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

  /// What a naive service writes down.
  static void table(Database database) throws SQLException {
    run(
        database,
        """
        create table if not exists peer_audit (id uuid primary key, at timestamptz not null, actor text not null,
          organisation text, agency text, session text, network text, correlation text,
          operation text not null, person uuid not null, field_classes text[], purpose text,
          basis text, outcome text not null);
        create index if not exists peer_audit_actor on peer_audit (actor, at);
        create index if not exists peer_audit_person on peer_audit (person, at);
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

  private long number(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
