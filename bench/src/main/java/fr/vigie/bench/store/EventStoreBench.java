package fr.vigie.bench.store;

import fr.vigie.bench.Pools;
import fr.vigie.bench.Report;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/// The event store beside plain SQL on the same server: the same rows, the same tables and indexes,
/// durable commits, in turns.
///
/// An event is what opening a record leaves: some 200 bytes of data, ten attributes, three tags.
/// Each append has two criteria (the advisor's day, the person) and the marker its writer last saw.
public final class EventStoreBench {

  public static final String NAME = "event-store";

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 7);

  private static final String PEER_TABLES =
      """
      create table plain_event (
        position bigint primary key, id uuid not null unique, type text not null,
        version text not null, time timestamptz not null, payload json not null,
        attributes json not null, tags text[] not null);
      create table plain_tag (
        tag text not null, position bigint not null, type text not null,
        primary key (tag, position));
      grant select, insert on plain_event, plain_tag to SERVICE
      """;

  private final Report report;
  private final SampleEvents events = new SampleEvents();

  public EventStoreBench(Report report) {
    this.report = report;
  }

  public void run() throws Exception {
    var folder = Files.createTempDirectory("vigie-bench");
    try (var server = PostgresServer.start(folder, 0)) {
      var database = server.databases(List.of("bench")).getFirst();
      try (var owner = server.connect(database.name(), database.owner())) {
        prepare(owner, database);
      }
      var vertx = Vertx.vertx();
      var pool = Pools.of(vertx, database, 16);
      try (var engine = new PostgresEventStorageEngine(vertx, pool);
          var jdbc = server.connect(database.name(), database.service())) {
        appends(engine, pool, jdbc, server);
        try (var owner = server.connect(database.name(), database.owner());
            var statement = owner.createStatement()) {
          statement.execute("analyze"); // as the server does by itself, sooner or later
        }
        var reading = new Reading(report, engine, pool, events, jdbc, ROUNDS);
        reading.sourcing();
        reading.streaming();
      } finally {
        PlainSql.join(pool.close());
        PlainSql.join(vertx.close());
      }
    } finally {
      delete(folder);
    }
  }

  private void appends(
      PostgresEventStorageEngine engine, Pool pool, Connection jdbc, PostgresServer server)
      throws Exception {
    var connection = PlainSql.join(pool.getConnection());
    var ours = new Appending(engine, events, server, jdbc);
    var peer = new PlainSql(connection, events, server, jdbc);
    new AppendRounds(report, ours, peer, ROUNDS).run();
    PlainSql.join(connection.close());
  }

  private static void prepare(Connection owner, Database database)
      throws SQLException, IOException {
    try (var in =
            PostgresEventStorageEngine.class.getResourceAsStream(
                "/db/event-store/V0_1__event_store.sql");
        var statement = owner.createStatement()) {
      if (in == null) {
        throw new IOException("the store's migration is missing");
      }
      var sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute(sql.replace("${service_role}", database.service().user()));
      statement.execute(PEER_TABLES.replace("SERVICE", database.service().user()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
