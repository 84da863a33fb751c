package fr.vigie.eventstore;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells who waits that events may have come: at once for appends of this process and, over LISTEN,
/// of other replicas; and once a second in any case, so that a lost word costs a second and no
/// more.
final class Arrivals {

  private static final long POLL_MILLIS = 1_000;

  private final Vertx vertx;
  private final Pool pool;
  private final Set<Consumer<Arrival>> waiting = ConcurrentHashMap.newKeySet();
  private @Nullable SqlConnection listening;
  private long timer = -1;
  private boolean connecting;
  private boolean closed;

  Arrivals(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /// From now on `word` is called on each arrival, on any thread: it must be quick.
  void tell(Consumer<Arrival> word) {
    waiting.add(word);
    synchronized (this) {
      if (timer < 0 && !closed) {
        timer =
            vertx.setPeriodic(
                POLL_MILLIS,
                _ -> {
                  listen();
                  all(Arrival.PERHAPS);
                });
      }
    }
    listen();
  }

  void forget(Consumer<Arrival> word) {
    waiting.remove(word);
  }

  /// Something came.
  void all(Arrival arrival) {
    waiting.forEach(word -> word.accept(arrival));
  }

  private void listen() {
    synchronized (this) {
      if (listening != null || connecting || closed) {
        return;
      }
      connecting = true;
    }
    pool.getConnection()
        .compose(connection -> listen(connection).onFailure(_ -> connection.close()))
        .onComplete(opened -> {
          boolean late;
          synchronized (this) {
            connecting = false;
            late = closed;
            listening = opened.succeeded() && !late ? opened.result() : null;
          }
          if (late && opened.succeeded()) {
            giveBack(opened.result());
          }
          // What came before we listened was told to nobody.
          all(Arrival.PERHAPS);
        });
  }

  private Future<SqlConnection> listen(SqlConnection connection) {
    if (!(connection instanceof PgConnection postgres)) {
      return Future.failedFuture("this pool's connections do not tell notifications");
    }
    postgres.notificationHandler(told -> all(Arrival.told(told.getPayload())));
    connection.closeHandler(_ -> lost(connection));
    return connection.query("listen event_store").execute().map(connection);
  }

  /// Other users of the pool must not get a connection that listens.
  private static void giveBack(SqlConnection connection) {
    connection.query("unlisten *").execute().onComplete(_ -> connection.close());
  }

  private void lost(SqlConnection connection) {
    synchronized (this) {
      if (connection.equals(listening)) {
        listening = null;
      }
    }
  }

  void close() {
    SqlConnection open;
    synchronized (this) {
      closed = true;
      if (timer >= 0) {
        vertx.cancelTimer(timer);
      }
      open = listening;
      listening = null;
    }
    if (open != null) {
      giveBack(open);
    }
  }
}
