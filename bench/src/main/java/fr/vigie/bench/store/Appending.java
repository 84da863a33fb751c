package fr.vigie.bench.store;

import fr.vigie.bench.store.Meter.Round;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/// The event store's side of appending.
final class Appending {

  private final PostgresEventStorageEngine engine;
  private final SampleEvents events;
  private final PostgresServer server;
  private final Connection jdbc;

  Appending(
      PostgresEventStorageEngine engine,
      SampleEvents events,
      PostgresServer server,
      Connection jdbc) {
    this.engine = engine;
    this.events = events;
    this.server = server;
    this.jdbc = jdbc;
  }

  /// Writers that each append one event after the other, conditions on.
  Round round(int writers) throws Exception {
    var latencies = new ConcurrentLinkedQueue<long[]>();
    var statementsBefore = statements();
    var meter = new Meter(server);
    var running =
        IntStream.range(0, writers)
            .mapToObj(writer -> {
              var own = new Writer(writer, meter);
              return own.run().thenAccept(_ -> latencies.add(own.latencies()));
            })
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(running).get(2, TimeUnit.MINUTES);
    var all = latencies.stream().flatMapToLong(Arrays::stream).toArray();
    return meter.end(all, statements() - statementsBefore);
  }

  /// How many transactions have written: ours are one a batch. Counted by transaction ids.
  private long statements() throws SQLException {
    try (var statement = jdbc.createStatement();
        var rows =
            statement.executeQuery(
                "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private final class Writer {

    private final int number;
    private final Meter meter;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final AtomicReference<ConsistencyMarker> marker = new AtomicReference<>();
    private long[] latencies = new long[4096];
    private int count;

    Writer(int number, Meter meter) {
      this.number = number;
      this.meter = meter;
      // A day of the writer's own: what came before this round is known.
      this.marker.set(new GlobalIndexConsistencyMarker(engine.head().join()));
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
      var person = events.person();
      var criteria =
          EventCriteria.either(
              EventCriteria.havingTags(
                  Tag.of("advisor-day", SampleEvents.advisor(number) + "@2026-11-22")),
              EventCriteria.havingTags(Tag.of("person", person)));
      var condition = AppendCondition.withCriteria(criteria).withMarker(marker.get());
      var from = System.nanoTime();
      var _ =
          engine
              .appendEvents(condition, null, List.of(events.message(number, person)))
              .thenCompose(Appending::commit)
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

  static <R> CompletableFuture<ConsistencyMarker> commit(AppendTransaction<R> transaction) {
    return transaction
        .commit(null)
        .thenCompose(committed -> transaction.afterCommit(committed, null));
  }
}
