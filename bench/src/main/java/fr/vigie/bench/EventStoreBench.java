package fr.vigie.bench;

import fr.vigie.embedded.Database;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.postgresql.PGConnection;

/// The event store beside plain SQL on the same server: the same rows, the same tables and indexes,
/// durable commits, in turns.
///
/// An event is what opening a record leaves: some 200 bytes of data, ten attributes, three tags.
/// Each append has two criteria (the advisor's day, the person) and the marker its writer last saw.
final class EventStoreBench {

  static final String NAME = "event-store";

  private static final int ROUNDS = Integer.getInteger("vigie.bench.rounds", 7);
  private static final long ROUND_MILLIS = Long.getLong("vigie.bench.millis", 3_000);
  private static final int WRITERS = 64;
  private static final int BOUNDARY = 200;

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

  private static final String PLAIN_INSERT =
      """
      with added as (
        insert into plain_event
        select position, id, type, version, time, payload::json, attributes::json, tags::text[]
        from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
          $6::text[], $7::text[], $8::text[])
          as n (position, id, type, version, time, payload, attributes, tags)
        returning position, type, tags
      )
      insert into plain_tag (tag, position, type)
      select t.tag, a.position, a.type from added a cross join unnest(a.tags) as t (tag)
      """;

  private static final String SOURCE =
      """
      select e.position, e.id, e.type, e.version, e.time, e.payload::text, e.attributes::text, e.tags
      from event_tag t join event e using (position) where t.tag = $1 order by position
      """;

  private final Report report;
  private final Clock clock = Clock.systemUTC();
  private final AtomicLong plainPosition = new AtomicLong();
  private final AtomicLong people = new AtomicLong();

  EventStoreBench(Report report) {
    this.report = report;
  }

  private static void say(String words) {
    System.err.println(words);
  }

  void run() throws Exception {
    var folder = Files.createTempDirectory("vigie-bench");
    try (var server = PostgresServer.start(folder, 0)) {
      var database = server.databases(List.of("bench")).getFirst();
      try (var owner = server.connect(database.name(), database.owner())) {
        prepare(owner, database);
      }
      var vertx = Vertx.vertx();
      var pool = pool(vertx, database);
      try (var engine = new PostgresEventStorageEngine(vertx, pool);
          var jdbc = server.connect(database.name(), database.service())) {
        appends(engine, pool, jdbc, server);
        try (var owner = server.connect(database.name(), database.owner());
            var statement = owner.createStatement()) {
          statement.execute("analyze"); // as the server does by itself, sooner or later
        }
        sourcing(engine, pool);
        streaming(engine, jdbc);
      } finally {
        pool.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
      }
    } finally {
      delete(folder);
    }
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

  private static Pool pool(Vertx vertx, Database database) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(16))
        .connectingTo(
            new PgConnectOptions()
                .setHost("localhost")
                .setPort(database.port())
                .setDatabase(database.name())
                .setUser(database.service().user())
                .setPassword(database.service().password())
                .setCachePreparedStatements(true))
        .using(vertx)
        .build();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  // One event, as a message and as a row.

  private TaggedEventMessage<?> message(int writer, String person) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            id().toString(),
            new MessageType("records.record-disclosed", "1"),
            payload(person),
            attributes(writer, person),
            now()),
        tags(writer, person));
  }

  private UUID id() {
    // As ours: in the order of time, for the index.
    var millis = clock.millis();
    var random = UUID.randomUUID();
    return new UUID(
        (millis << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
        random.getLeastSignificantBits());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private String person() {
    return new UUID(0x4000, people.incrementAndGet()).toString();
  }

  private static String payload(String person) {
    return "{\"person\":\""
        + person
        + "\",\"advisor\":\"5f0f2c9e-4b3a-4a62-9d0f-000000000001\",\"fieldClasses\":[\"identity\","
        + "\"contact\",\"situation\",\"path\"],\"purpose\":\"interview\",\"basis\":\"portfolio\"}";
  }

  private static Map<String, String> attributes(int writer, String person) {
    var all = new LinkedHashMap<String, String>();
    all.put("actor", advisor(writer));
    all.put("organisation", "FT");
    all.put("agency", "FT-01");
    all.put("session", "b7c1f9a0-0000-4000-8000-000000000001");
    all.put("network", "192.0.2.0/24");
    all.put("operation", "read");
    all.put("subject", person);
    all.put("fieldclasses", "identity,contact,situation,path");
    all.put("outcome", "allowed");
    all.put("correlation", "c0ffee00-0000-4000-8000-000000000001");
    return all;
  }

  private static String advisor(int writer) {
    return new UUID(0x4000, writer).toString();
  }

  private static Set<Tag> tags(int writer, String person) {
    return Set.of(
        Tag.of("advisor", advisor(writer)),
        Tag.of("advisor-day", advisor(writer) + "@2026-11-22"),
        Tag.of("person", person));
  }

  // Appending.

  /// What one round came to.
  private record Round(
      double perSecond, double p50, double p99, double batch, double jvmMicros, double dbMicros) {}

  private void appends(
      PostgresEventStorageEngine engine, Pool pool, Connection jdbc, PostgresServer server)
      throws Exception {
    var connection = join(pool.getConnection());
    say("warming up");
    ours(engine, WRITERS, server, jdbc);
    ours(engine, 1, server, jdbc);
    plain(connection, 32, server);
    plain(connection, 1, server);
    copy(jdbc, server);

    var many = new ArrayList<Round>();
    var one = new ArrayList<Round>();
    var batched = new ArrayList<Round>();
    var single = new ArrayList<Round>();
    var copied = new ArrayList<Round>();
    var ratios = new ArrayList<Double>();
    for (var round = 1; round <= ROUNDS; round++) {
      say("round " + round + " of " + ROUNDS);
      many.add(ours(engine, WRITERS, server, jdbc));
      batched.add(plain(connection, (int) Math.max(1, Math.round(many.getLast().batch())), server));
      ratios.add(many.getLast().perSecond() / batched.getLast().perSecond());
      one.add(ours(engine, 1, server, jdbc));
      single.add(plain(connection, 1, server));
      copied.add(copy(jdbc, server));
    }
    join(connection.close());

    var insert = median(batched, Round::perSecond);
    var copy = median(copied, Round::perSecond);
    var ours = median(many, Round::perSecond);
    report.figure("append-64", ours, "events/s", "insert-batched", insert);
    report.figure("append-64-of-copy", ours, "events/s", "copy", copy);
    report.figure(
        "append-1",
        median(one, Round::perSecond),
        "events/s",
        "insert-single",
        median(single, Round::perSecond));
    report.figure(
        "append-vs-insert",
        ratios.stream().sorted().toList().get(ratios.size() / 2),
        "median of the rounds' ratios");
    report.figure("append-64-batch", median(many, Round::batch), "events/statement");
    report.figure("append-64-p50", median(many, Round::p50), "ms");
    report.figure("append-64-p99", median(many, Round::p99), "ms");
    latency("append-1-p50", one, single, Round::p50);
    latency("append-1-p99", one, single, Round::p99);
    cpu("append-64", many, "insert-batched", batched);
    cpu("append-1", one, "insert-single", single);
  }

  private void latency(
      String metric,
      List<Round> ours,
      List<Round> peer,
      java.util.function.ToDoubleFunction<Round> of) {
    report.figure(metric, median(ours, of), "ms", "insert-single", median(peer, of));
  }

  private void cpu(String metric, List<Round> ours, String peer, List<Round> theirs) {
    report.figure(
        metric + "-cpu-jvm",
        median(ours, Round::jvmMicros),
        "us/event",
        peer,
        median(theirs, Round::jvmMicros));
    report.figure(
        metric + "-cpu-server",
        median(ours, Round::dbMicros),
        "us/event",
        peer,
        median(theirs, Round::dbMicros));
  }

  /// Writers that each append one event after the other, conditions on.
  private Round ours(
      PostgresEventStorageEngine engine, int writers, PostgresServer server, Connection jdbc)
      throws Exception {
    var latencies = new ConcurrentLinkedQueue<long[]>();
    var statementsBefore = statements(jdbc);
    var meter = new Meter(server);
    var running =
        IntStream.range(0, writers)
            .mapToObj(writer -> {
              var own = new Writer(engine, writer, meter);
              return own.run().thenAccept(_ -> latencies.add(own.latencies()));
            })
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(running).get(2, TimeUnit.MINUTES);
    var all = latencies.stream().flatMapToLong(Arrays::stream).toArray();
    return meter.end(all, statements(jdbc) - statementsBefore);
  }

  /// How many transactions have written: ours are one a batch. Counted by transaction ids.
  private static long statements(Connection jdbc) throws SQLException {
    try (var statement = jdbc.createStatement();
        var rows =
            statement.executeQuery(
                "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private final class Writer {

    private final PostgresEventStorageEngine engine;
    private final int number;
    private final Meter meter;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final AtomicReference<ConsistencyMarker> marker = new AtomicReference<>();
    private long[] latencies = new long[4096];
    private int count;

    Writer(PostgresEventStorageEngine engine, int number, Meter meter) {
      this.engine = engine;
      this.number = number;
      this.meter = meter;
      // A day of the writer's own: what came before this round is known.
      this.marker.set(
          new org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker(
              engine.head().join()));
    }

    CompletableFuture<Boolean> run() {
      next();
      return over;
    }

    private void next() {
      if (meter.isOver()) {
        over.complete(true);
        return;
      }
      var person = person();
      var criteria =
          EventCriteria.either(
              EventCriteria.havingTags(Tag.of("advisor-day", advisor(number) + "@2026-11-22")),
              EventCriteria.havingTags(Tag.of("person", person)));
      var condition = AppendCondition.withCriteria(criteria).withMarker(marker.get());
      var from = System.nanoTime();
      var _ =
          engine
              .appendEvents(condition, null, List.of(message(number, person)))
              .thenCompose(EventStoreBench::commit)
              .whenComplete((appended, fault) -> {
                if (fault != null) {
                  over.completeExceptionally(fault);
                  return;
                }
                if (count == latencies.length) {
                  latencies = Arrays.copyOf(latencies, count * 2);
                }
                latencies[count++] = System.nanoTime() - from;
                marker.set(appended);
                next();
              });
    }

    long[] latencies() {
      return Arrays.copyOf(latencies, count);
    }
  }

  private static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }

  /// One connection that inserts batch after batch of the same rows, and nothing else.
  private Round plain(SqlConnection connection, int size, PostgresServer server) throws Exception {
    var insert = join(connection.prepare(PLAIN_INSERT));
    var meter = new Meter(server);
    var latencies = new long[1 << 20];
    var events = 0;
    var batches = 0;
    while (!meter.isOver()) {
      var rows = rows(size);
      var from = System.nanoTime();
      join(insert.query().execute(rows));
      var took = System.nanoTime() - from;
      batches++;
      for (var i = 0; i < size; i++) {
        latencies[events++] = took;
      }
    }
    var round = meter.end(Arrays.copyOf(latencies, events), batches);
    join(insert.close());
    return round;
  }

  private Tuple rows(int size) {
    var positions = new Long[size];
    var ids = new UUID[size];
    var times = new java.time.OffsetDateTime[size];
    var text = new String[5][size];
    for (var i = 0; i < size; i++) {
      var writer = i % WRITERS;
      var person = person();
      positions[i] = plainPosition.incrementAndGet();
      ids[i] = id();
      times[i] = now().atOffset(ZoneOffset.UTC);
      text[0][i] = "records.record-disclosed";
      text[1][i] = "1";
      text[2][i] = payload(person);
      text[3][i] = json(attributes(writer, person));
      text[4][i] = array(tags(writer, person));
    }
    return Tuple.from(
        new Object[] {positions, ids, text[0], text[1], times, text[2], text[3], text[4]});
  }

  private static String json(Map<String, String> attributes) {
    var json = new io.vertx.core.json.JsonObject();
    attributes.forEach(json::put);
    return json.encode();
  }

  private static String array(Set<Tag> tags) {
    var all = new StringBuilder("{");
    for (var tag : tags) {
      all.append(all.length() == 1 ? "\"" : ",\"").append(tag.key()).append('=');
      all.append(tag.value()).append('"');
    }
    return all.append('}').toString();
  }

  /// The same rows by COPY, a thousand a transaction: the most the server takes.
  private Round copy(Connection jdbc, PostgresServer server) throws Exception {
    var size = 1_000;
    var copy = jdbc.unwrap(PGConnection.class).getCopyAPI();
    jdbc.setAutoCommit(false);
    var meter = new Meter(server);
    var events = 0;
    var batches = 0;
    while (!meter.isOver()) {
      var eventRows = new StringBuilder();
      var tagRows = new StringBuilder();
      for (var i = 0; i < size; i++) {
        var writer = i % WRITERS;
        var person = person();
        var position = plainPosition.incrementAndGet();
        var tags = tags(writer, person);
        eventRows.append(position).append('\t').append(id());
        eventRows.append("\trecords.record-disclosed\t1\t").append(now()).append('\t');
        eventRows.append(payload(person)).append('\t').append(json(attributes(writer, person)));
        eventRows.append('\t').append(array(tags)).append('\n');
        for (var tag : tags) {
          tagRows.append(tag.key()).append('=').append(tag.value()).append('\t').append(position);
          tagRows.append("\trecords.record-disclosed\n");
        }
      }
      copy.copyIn("copy plain_event from stdin", new StringReader(eventRows.toString()));
      copy.copyIn("copy plain_tag from stdin", new StringReader(tagRows.toString()));
      jdbc.commit();
      events += size;
      batches++;
    }
    jdbc.setAutoCommit(true);
    return meter.end(new long[events], batches);
  }

  /// Time and processor time of one round.
  private static final class Meter {

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
  }

  // Reading.

  private void sourcing(PostgresEventStorageEngine engine, Pool pool) {
    say("sourcing");
    var tag = Tag.of("advisor-day", "sourced@2026-11-22");
    for (var i = 0; i < BOUNDARY; i++) {
      var message = message(1, person());
      engine
          .appendEvents(
              AppendCondition.none(),
              null,
              List.of(
                  new GenericTaggedEventMessage<>(
                      message.event(), Set.of(tag, Tag.of("n", Integer.toString(i))))))
          .thenCompose(EventStoreBench::commit)
          .join();
    }
    var condition = SourcingCondition.conditionFor(EventCriteria.havingTags(tag));
    var ours = new ArrayList<double[]>();
    var theirs = new ArrayList<double[]>();
    for (var round = 0; round <= ROUNDS; round++) {
      var mine =
          timed(
              300,
              () -> {
                var events =
                    engine.source(condition, null).reduce(0, (count, _) -> count + 1).join();
                if (events != BOUNDARY + 1) {
                  throw new IllegalStateException("sourced " + events);
                }
              });
      var plain =
          timed(
              300,
              () -> {
                var rows =
                    join(
                        pool.preparedQuery(SOURCE)
                            .execute(Tuple.of("advisor-day=sourced@2026-11-22")));
                var bytes = 0L;
                for (var row : rows) {
                  bytes += row.getString(5).length() + row.getString(6).length();
                }
                if (bytes == 0) {
                  throw new IllegalStateException("nothing read");
                }
              });
      if (round > 0) { // the first warms up
        ours.add(mine);
        theirs.add(plain);
      }
    }
    report.figure(
        "source-200-p50", median(ours, r -> r[0]), "ms", "select", median(theirs, r -> r[0]));
    report.figure(
        "source-200-p99", median(ours, r -> r[1]), "ms", "select", median(theirs, r -> r[1]));
  }

  /// p50 and p99 in milliseconds.
  private static double[] timed(int times, Runnable work) {
    var took = new long[times];
    for (var i = 0; i < times; i++) {
      var from = System.nanoTime();
      work.run();
      took[i] = System.nanoTime() - from;
    }
    Arrays.sort(took);
    return new double[] {took[times / 2] / 1e6, took[(int) (times * 0.99)] / 1e6};
  }

  private void streaming(PostgresEventStorageEngine engine, Connection jdbc) throws Exception {
    say("streaming");
    var head = engine.head().join();
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (var round = 0; round <= ROUNDS; round++) {
      var limit = Math.min(head, 50_000);
      var mine = stream(engine, limit);
      var plain = select(jdbc, limit);
      if (round > 0) {
        ours.add(mine);
        theirs.add(plain);
      }
    }
    report.figure(
        "stream", median(ours, d -> d), "events/s", "select-cursor", median(theirs, d -> d));
  }

  private static double stream(PostgresEventStorageEngine engine, long limit) {
    var from = System.nanoTime();
    var over = new CompletableFuture<Boolean>();
    var count = new AtomicLong();
    var stream =
        engine.stream(StreamingCondition.startingFrom(engine.firstToken(null).join()), null);
    stream.setCallback(() -> {
      synchronized (count) {
        while (stream.next().isPresent()) {
          if (count.incrementAndGet() == limit) {
            over.complete(true);
          }
        }
      }
    });
    over.join();
    stream.close();
    return limit / ((System.nanoTime() - from) / 1e9);
  }

  private static double select(Connection jdbc, long limit) throws SQLException {
    jdbc.setAutoCommit(false);
    var from = System.nanoTime();
    var bytes = 0L;
    try (var statement =
        jdbc.prepareStatement(
            "select position, id, type, version, time, payload::text, attributes::text, tags"
                + " from event order by position limit "
                + limit)) {
      statement.setFetchSize(500);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          bytes += rows.getString(6).length() + rows.getString(7).length();
        }
      }
    }
    jdbc.setAutoCommit(true);
    if (bytes == 0) {
      throw new IllegalStateException("nothing read");
    }
    return limit / ((System.nanoTime() - from) / 1e9);
  }

  private static <T> double median(List<T> rounds, java.util.function.ToDoubleFunction<T> of) {
    return rounds.stream().mapToDouble(of).sorted().toArray()[rounds.size() / 2];
  }

  private static <T> T join(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
