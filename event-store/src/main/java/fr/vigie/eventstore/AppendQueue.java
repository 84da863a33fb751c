package fr.vigie.eventstore;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Group commit. One statement is on its way at any time; what is appended meanwhile waits and
/// travels together in the next, so that many appends share one lock, one round trip and one flush.
///
/// Three rules keep that honest:
///
/// - Appends of one batch are judged by what was stored before it. So an append whose criteria
///   match an event of an earlier append of the batch stays out and goes with the next.
/// - A batch that the database refuses as a whole is sent again one by one: a bad append fails
///   alone.
/// - A batch whose answer is lost is not sent again. Whether it was stored is unknown, and its
///   appends fail with [StoreUnavailableException]; who decides again reads the truth.
final class AppendQueue {

  // The server gives up before we do, so that its answer is known. The function's statements are
  // planned once; made while the tables are small, such a plan would read them whole for ever, so
  // on this connection indexes are all it may use.
  private static final String SESSION =
      "set statement_timeout = '8s'; set lock_timeout = '7s'; set synchronous_commit = on;"
          + " set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off";
  private static final int SECONDS = 10;

  private static final int MAX_EVENTS = 512;
  private static final int MAX_WAITING = 20_000;

  private record Session(SqlConnection connection, PreparedStatement append) {}

  private final Vertx vertx;
  private final Pool pool;
  private final Consumer<Arrival> appended;
  private final Deque<Append> waiting = new ArrayDeque<>();
  private boolean sending;
  private boolean closed;
  private @Nullable Session session;

  /// @param appended called after each batch that stored something
  AppendQueue(Vertx vertx, Pool pool, Consumer<Arrival> appended) {
    this.vertx = vertx;
    this.pool = pool;
    this.appended = appended;
  }

  void add(Append append) {
    synchronized (this) {
      if (closed || waiting.size() >= MAX_WAITING) {
        append
            .position()
            .completeExceptionally(
                new StoreUnavailableException(closed ? "closed" : "too many appends wait", null));
        return;
      }
      waiting.add(append);
      if (sending) {
        return; // whoever sends looks again before it stops
      }
      sending = true;
    }
    sendNext();
  }

  /// Fails what waits and gives the connection back once the statement on its way has ended.
  void close() {
    List<Append> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      if (!sending && session != null) {
        session.connection().close();
        session = null;
      }
    }
    fail(left, new StoreUnavailableException("closed", null));
  }

  private void sendNext() {
    List<Append> batch;
    synchronized (this) {
      batch = take();
      if (batch.isEmpty()) {
        sending = false;
        if (closed && session != null) {
          session.connection().close();
          session = null;
        }
        return;
      }
    }
    var open = open();
    Future<Long[]> sent =
        open.compose(s -> s.append().query().execute(AppendStatement.of(batch)))
            .map(rows -> rows.iterator().next().getArrayOfLongs(0));
    within(sent)
        .onComplete(answer -> {
          if (answer.succeeded()) {
            sendNext(); // first, so that the database is not idle while the answers are told
            tell(batch, answer.result());
          } else {
            failed(batch, open, answer.cause());
          }
        });
  }

  /// A timer of our own against a network that swallows the answer.
  private <T> Future<T> within(Future<T> future) {
    return future.timeout(SECONDS, TimeUnit.SECONDS);
  }

  private void tell(List<Append> batch, Long[] positions) {
    var types = new HashSet<String>();
    var through = 0L;
    for (var i = 0; i < batch.size(); i++) {
      if (positions[i] > 0) {
        through = Math.max(through, positions[i]);
        batch.get(i).events().forEach(event -> types.add(event.type()));
      }
    }
    if (through > 0) {
      appended.accept(new Arrival(through, types));
    }
    for (var i = 0; i < batch.size(); i++) {
      batch.get(i).position().complete(positions[i]);
    }
  }

  private void failed(List<Append> batch, Future<Session> open, Throwable cause) {
    if (cause instanceof PgException refusal && !Faults.unavailable(refusal)) {
      if (batch.size() > 1) {
        synchronized (this) {
          for (var append : batch.reversed()) {
            waiting.addFirst(append.byItself());
          }
        }
        sendNext();
      } else {
        sendNext();
        fail(batch, cause);
      }
      return;
    }
    List<Append> lost = new ArrayList<>(batch);
    synchronized (this) {
      if (!open.succeeded()) {
        // No connection to be had: those who wait would only wait for the same.
        lost.addAll(waiting);
        waiting.clear();
      }
      if (open.succeeded() && open.result().equals(session)) {
        forget(open.result());
      }
    }
    sendNext();
    fail(lost, Faults.ofDatabase(cause));
  }

  private static void fail(List<Append> appends, Throwable cause) {
    appends.forEach(append -> append.position().completeExceptionally(cause));
  }

  /// What travels next: in order of arrival, but for those that depend on one that goes before.
  private List<Append> take() {
    var batch = new ArrayList<Append>();
    var byTag = new HashMap<String, List<Append.Event>>();
    var events = 0;
    for (var queue = waiting.iterator(); queue.hasNext() && events < MAX_EVENTS; ) {
      var append = queue.next();
      if (append.alone()) {
        if (batch.isEmpty()) {
          queue.remove();
          batch.add(append);
        }
        return batch;
      }
      if (!batch.isEmpty() && dependsOn(append, batch, byTag)) {
        continue;
      }
      queue.remove();
      batch.add(append);
      events += append.events().size();
      for (var event : append.events()) {
        for (var tag : event.tags()) {
          byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(event);
        }
      }
    }
    return batch;
  }

  private static boolean dependsOn(
      Append append, List<Append> batch, Map<String, List<Append.Event>> byTag) {
    for (var guard : append.guards()) {
      var criterion = guard.criterion();
      if (criterion.tags().isEmpty()) {
        for (var earlier : batch) {
          if (anyMatches(criterion, earlier.events())) {
            return true;
          }
        }
      } else if (anyMatches(
          criterion, byTag.getOrDefault(criterion.tags().getFirst(), List.of()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMatches(Criteria.Criterion criterion, List<Append.Event> events) {
    for (var event : events) {
      if (criterion.matches(event.type(), event.tags())) {
        return true;
      }
    }
    return false;
  }

  private Future<Session> open() {
    synchronized (this) {
      if (session != null) {
        return Future.succeededFuture(session);
      }
    }
    // A connection of its own, kept: the statement is prepared once.
    return connection()
        .compose(connection ->
            within(
                    connection
                        .query(SESSION)
                        .execute()
                        .compose(_ -> connection.prepare(AppendStatement.SQL))
                        .map(prepared -> new Session(connection, prepared)))
                .onFailure(_ -> connection.close()))
        .onSuccess(opened -> {
          synchronized (this) {
            session = opened;
          }
          opened
              .connection()
              .closeHandler(_ -> {
                synchronized (this) {
                  if (opened.equals(session)) {
                    session = null;
                  }
                }
              });
        });
  }

  private Future<SqlConnection> connection() {
    var asked = pool.getConnection();
    // One that comes too late is nobody's: back it goes.
    return within(asked).onFailure(_ -> asked.onSuccess(SqlConnection::close));
  }

  /// A connection that did not answer is left to the pool's own care once its socket ends; handed
  /// back alive it would make the next user wait as we did.
  private void forget(Session lost) {
    session = null;
    vertx.setTimer(TimeUnit.SECONDS.toMillis(SECONDS), _ -> lost.connection().close());
  }
}
