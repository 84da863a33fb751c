package fr.vigie.bench.store;

import fr.vigie.bench.store.Meter.Round;
import fr.vigie.embedded.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.StringReader;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.eventstreaming.Tag;
import org.postgresql.PGConnection;

/// The peers: the same rows by plain SQL on the same server, durable, and nothing else.
final class PlainSql {

  private static final int ADVISORS = 64;
  private static final int COPIED = 1_000;

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

  private final SqlConnection connection;
  private final SampleEvents events;
  private final PostgresServer server;
  private final Connection jdbc;
  private final AtomicLong plainPosition = new AtomicLong();

  PlainSql(SqlConnection connection, SampleEvents events, PostgresServer server, Connection jdbc) {
    this.connection = connection;
    this.events = events;
    this.server = server;
    this.jdbc = jdbc;
  }

  /// One connection that inserts batch after batch of the same rows, and nothing else.
  Round insert(int size) throws Exception {
    var insert = join(connection.prepare(PLAIN_INSERT));
    var meter = new Meter(server);
    var latencies = new long[1 << 20];
    var inserted = 0;
    var batches = 0;
    while (!meter.isOver()) {
      var rows = rows(size);
      var from = System.nanoTime();
      join(insert.query().execute(rows));
      var took = System.nanoTime() - from;
      batches++;
      for (var i = 0; i < size; i++) {
        latencies[inserted++] = took;
      }
    }
    var round = meter.end(Arrays.copyOf(latencies, inserted), batches);
    join(insert.close());
    return round;
  }

  private Tuple rows(int size) {
    var positions = new Long[size];
    var ids = new UUID[size];
    var times = new OffsetDateTime[size];
    var text = new String[5][size];
    for (var i = 0; i < size; i++) {
      var writer = i % ADVISORS;
      var person = events.person();
      positions[i] = plainPosition.incrementAndGet();
      ids[i] = events.id();
      times[i] = events.now().atOffset(ZoneOffset.UTC);
      text[0][i] = "records.record-disclosed";
      text[1][i] = "1";
      text[2][i] = SampleEvents.payload(person);
      text[3][i] = json(SampleEvents.attributes(writer, person));
      text[4][i] = array(SampleEvents.tags(writer, person));
    }
    return Tuple.from(
        new Object[] {positions, ids, text[0], text[1], times, text[2], text[3], text[4]});
  }

  private static String json(Map<String, String> attributes) {
    var json = new JsonObject();
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
  Round copy() throws Exception {
    var copy = jdbc.unwrap(PGConnection.class).getCopyAPI();
    jdbc.setAutoCommit(false);
    var meter = new Meter(server);
    var copied = 0;
    var batches = 0;
    while (!meter.isOver()) {
      var eventRows = new StringBuilder();
      var tagRows = new StringBuilder();
      for (var i = 0; i < COPIED; i++) {
        var writer = i % ADVISORS;
        var person = events.person();
        var position = plainPosition.incrementAndGet();
        var tags = SampleEvents.tags(writer, person);
        eventRows.append(position).append('\t').append(events.id());
        eventRows.append("\trecords.record-disclosed\t1\t").append(events.now()).append('\t');
        eventRows
            .append(SampleEvents.payload(person))
            .append('\t')
            .append(json(SampleEvents.attributes(writer, person)));
        eventRows.append('\t').append(array(tags)).append('\n');
        for (var tag : tags) {
          tagRows.append(tag.key()).append('=').append(tag.value()).append('\t').append(position);
          tagRows.append("\trecords.record-disclosed\n");
        }
      }
      copy.copyIn("copy plain_event from stdin", new StringReader(eventRows.toString()));
      copy.copyIn("copy plain_tag from stdin", new StringReader(tagRows.toString()));
      jdbc.commit();
      copied += COPIED;
      batches++;
    }
    jdbc.setAutoCommit(true);
    return meter.end(new long[copied], batches);
  }

  static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
