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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Brings files into records-service through the door of imports.
///
/// @param persons how many
record RecordsLoad(Report report, RecordsPeople people, int persons) {

  private static final int BATCH = 500;
  private static final int IMPORTERS = 4;
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

  /// Imports everybody, and waits until every view shows them.
  void load(Database database, String url) throws Exception {
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
}
