package fr.vigie.bench.store;

import fr.vigie.bench.Report;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;

/// Reading a boundary, and everything in order.
final class Reading {

  private static final int BOUNDARY = 200;

  private static final String SOURCE =
      """
      select e.position, e.id, e.type, e.version, e.time, e.payload::text, e.attributes::text, e.tags
      from event_tag t join event e using (position) where t.tag = $1 order by position
      """;

  private final Report report;
  private final PostgresEventStorageEngine engine;
  private final Pool pool;
  private final SampleEvents events;
  private final Connection jdbc;
  private final int rounds;

  Reading(
      Report report,
      PostgresEventStorageEngine engine,
      Pool pool,
      SampleEvents events,
      Connection jdbc,
      int rounds) {
    this.report = report;
    this.engine = engine;
    this.pool = pool;
    this.events = events;
    this.jdbc = jdbc;
    this.rounds = rounds;
  }

  void sourcing() {
    System.err.println("sourcing");
    var tag = Tag.of("advisor-day", "sourced@2026-11-22");
    for (var i = 0; i < BOUNDARY; i++) {
      var message = events.message(1, events.person());
      engine
          .appendEvents(
              AppendCondition.none(),
              null,
              List.of(
                  new GenericTaggedEventMessage<>(
                      message.event(), Set.of(tag, Tag.of("n", Integer.toString(i))))))
          .thenCompose(Appending::commit)
          .join();
    }
    var condition = SourcingCondition.conditionFor(EventCriteria.havingTags(tag));
    var ours = new ArrayList<double[]>();
    var theirs = new ArrayList<double[]>();
    for (var round = 0; round <= rounds; round++) {
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
                    PlainSql.join(
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
        "source-200-p50",
        Meter.median(ours, r -> r[0]),
        "ms",
        "select",
        Meter.median(theirs, r -> r[0]));
    report.figure(
        "source-200-p99",
        Meter.median(ours, r -> r[1]),
        "ms",
        "select",
        Meter.median(theirs, r -> r[1]));
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

  void streaming() throws Exception {
    System.err.println("streaming");
    var head = engine.head().join();
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (var round = 0; round <= rounds; round++) {
      var limit = Math.min(head, 50_000);
      var mine = stream(limit);
      var plain = select(limit);
      if (round > 0) {
        ours.add(mine);
        theirs.add(plain);
      }
    }
    report.figure(
        "stream",
        Meter.median(ours, d -> d),
        "events/s",
        "select-cursor",
        Meter.median(theirs, d -> d));
  }

  private double stream(long limit) {
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

  private double select(long limit) throws SQLException {
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
}
