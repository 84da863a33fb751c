package fr.vigie.eventstore;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.DelayedMessageStream;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// An Axon Framework 5 event storage engine on PostgreSQL, with tags and append conditions. Nothing
/// here blocks.
///
/// - Positions count from 1, without gaps, in the order in which events become visible. A token, a
///   marker or a start position `n` means: all up to and including `n` is known.
/// - Payloads are JSON, as a `String` or as UTF-8 bytes, and come back as the `String` that was
///   stored, unchanged. Identifiers are UUIDs. Times are kept to the microsecond.
/// - Waiting appends travel together; `db/event-store` holds the tables and the function.
///
/// A pool keeps two connections for it: one appends, one listens. It is worth having the pool cache
/// prepared statements.
public final class PostgresEventStorageEngine implements EventStorageEngine, AutoCloseable {

  private static final int READ_SECONDS = 10;
  private static final String HEAD = "select coalesce(max(position), 0) from event";
  private static final String BEFORE =
      "select coalesce((select min(position) - 1 from event where time >= $1),"
          + " (select max(position) from event), 0)";

  // Each criterion from a position of its own, and the head: one statement, so of one moment.
  // Always
  // the same text, so it is planned once; the fences keep the planner from reading tables whole.
  private static final String SINCE =
      "select "
          + StoredRows.COLUMNS
          + ", h.head from (select coalesce(max(position), 0) as head from event) h left join ("
          + "(select distinct f.position from unnest($1::text[], $2::bigint[], $3::text[],"
          + " $4::text[]) as c (tag, after, types, tags) cross join lateral ("
          + "select t.position from event_tag t where t.tag = c.tag and t.position > c.after"
          + " and (c.types is null or t.type = any (c.types::text[]))"
          + " and (c.tags is null or exists (select from event e where e.position = t.position"
          + " and e.tags @> c.tags::text[])) offset 0) f) p"
          + " cross join lateral (select * from event where position = p.position offset 0) e)"
          + " on true order by e.position";

  private final Vertx vertx;
  private final Pool pool;
  private final Arrivals arrivals;
  private final AppendQueue appends;

  /// An engine on the database of a pool. Close it before the pool.
  public PostgresEventStorageEngine(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
    this.arrivals = new Arrivals(vertx, pool);
    this.appends = new AppendQueue(vertx, pool, arrivals::all);
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
    }
    try {
      return CompletableFuture.completedFuture(
          new Transaction(condition, events.stream().map(StoredRows::row).toList()));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private final class Transaction implements AppendTransaction<Long> {

    private final AppendCondition condition;
    private final List<Append.Event> events;
    private final AtomicBoolean ended = new AtomicBoolean();

    Transaction(AppendCondition condition, List<Append.Event> events) {
      this.condition = condition;
      this.events = events;
    }

    @Override
    public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
      if (ended.getAndSet(true)) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("committed or rolled back before"));
      }
      var marker = condition.consistencyMarker();
      if (marker.equals(ConsistencyMarker.INFINITY)) {
        return append(List.of(), events);
      }
      var after = Math.max(0, GlobalIndexConsistencyMarker.position(marker));
      return append(
          Criteria.of(condition.criteria()).stream()
              .map(criterion -> new Append.Guard(criterion, after))
              .toList(),
          events);
    }

    @Override
    public CompletableFuture<ConsistencyMarker> afterCommit(
        Long position, @Nullable ProcessingContext context) {
      return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(position));
    }

    @Override
    public void rollback(@Nullable ProcessingContext context) {
      ended.set(true); // nothing is sent before the commit
    }
  }

  /// Appends where nothing guarded against has come: each guard has a position of its own, which is
  /// more than an append condition of Axon's can say.
  ///
  /// @return the position of the last event
  CompletableFuture<Long> append(List<Append.Guard> guards, List<Append.Event> events) {
    var append = new Append(guards, events, false, new CompletableFuture<>());
    appends.add(append);
    return append
        .position()
        .thenApply(position -> {
          if (position < 0) {
            var after = guards.stream().mapToLong(Append.Guard::after).min().orElse(0);
            throw AppendEventsTransactionRejectedException.conflictingEventsDetected(
                new GlobalIndexConsistencyMarker(after));
          }
          return position;
        });
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    var arguments = new ArrayList<Object>();
    arguments.add(Math.max(0, GlobalIndexPosition.toIndex(condition.start())));
    var positions = Criteria.positions(Criteria.of(condition.criteria()), arguments);
    // One statement, so that head and events are of one moment: what is not among the events and
    // matches has a position after the head.
    var sql =
        "select "
            + StoredRows.COLUMNS
            + ", h.head from ("
            + HEAD.replace("position), 0)", "position), 0) as head")
            + ") h left join (("
            + positions
            // Looked up one by one: the fence keeps the planner from reading the table whole.
            + ") p cross join lateral (select * from event where position = p.position offset 0) e)"
            + " on true order by e.position";
    return DelayedMessageStream.create(
        rows(sql, Tuple.from(arguments)).thenApply(PostgresEventStorageEngine::sourced));
  }

  /// What has come after each guard, in order; each event once.
  CompletableFuture<EventReader.Read> since(List<Append.Guard> guards, EventTypes readAs) {
    var tags = new String[guards.size()];
    var after = new Long[guards.size()];
    var types = new @Nullable String[guards.size()];
    var others = new @Nullable String[guards.size()];
    for (var i = 0; i < guards.size(); i++) {
      var criterion = guards.get(i).criterion();
      tags[i] = criterion.tags().getFirst();
      after[i] = guards.get(i).after();
      types[i] = criterion.types().isEmpty() ? null : Criteria.array(criterion.types());
      others[i] = criterion.tags().size() < 2 ? null : Criteria.array(criterion.tags());
    }
    var arguments = Tuple.from(new Object[] {tags, after, types, others});
    return rows(SINCE, arguments)
        // Many decisions may wait for this one read, and a pooled connection may have died with the
        // server it led to: once more, on another.
        .exceptionallyCompose(fault ->
            Faults.isLostConnection(fault)
                ? rows(SINCE, arguments)
                : CompletableFuture.failedFuture(fault))
        .thenApply(rows -> {
          var events = new ArrayList<StoredEvent>(rows.size());
          var head = 0L;
          for (var row : rows) {
            head = row.getLong("head");
            if (row.getLong(0) != null) {
              events.add(StoredRows.event(row, readAs));
            }
          }
          return new EventReader.Read(events, head);
        });
  }

  private static MessageStream<EventMessage> sourced(RowSet<Row> rows) {
    var entries = new ArrayList<MessageStream.Entry<EventMessage>>(rows.size() + 1);
    var head = 0L;
    for (var row : rows) {
      head = row.getLong("head");
      if (row.getLong(0) != null) {
        entries.add(StoredRows.entry(row));
      }
    }
    entries.add(
        new SimpleEntry<>(
            TerminalEventMessage.INSTANCE,
            Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(head))));
    return new Sourced(entries);
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return new LiveStream(pool, arrivals, condition);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return head().thenApply(GlobalSequenceTrackingToken::new);
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return rows(BEFORE, Tuple.of(at.atOffset(ZoneOffset.UTC)))
        .thenApply(rows -> new GlobalSequenceTrackingToken(rows.iterator().next().getLong(0)));
  }

  /// The position of the last event; 0 where there is none.
  public CompletableFuture<Long> head() {
    return rows(HEAD, Tuple.tuple()).thenApply(rows -> rows.iterator().next().getLong(0));
  }

  CompletableFuture<RowSet<Row>> rows(String sql, Tuple arguments) {
    return pool.preparedQuery(sql)
        .execute(arguments)
        .timeout(READ_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .exceptionally(fault -> {
          throw new CompletionException(Faults.ofDatabase(fault));
        });
  }

  Vertx vertx() {
    return vertx;
  }

  Pool pool() {
    return pool;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("pool", pool);
  }

  /// Fails what still waits to be appended, and gives the connections back.
  @Override
  public void close() {
    arrivals.close();
    appends.close();
  }
}
