package fr.vigie.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.BiFunction;

/// Keeps a read model: what the handler writes and how far it has read are one transaction, so each
/// event counts exactly once.
public final class Projection extends Follower {

  /// Takes events into a read model.
  @FunctionalInterface
  public interface Handler {

    /// Writes what these events mean, in the transaction that is open on `connection`.
    Future<?> handle(SqlConnection connection, List<StoredEvent> batch);
  }

  private final Handler handler;

  /// A projection that takes one event after the other.
  ///
  /// @param name for ever: its position is kept under it; a new name reads from the start
  public Projection(
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      BiFunction<SqlConnection, StoredEvent, Future<?>> handler) {
    super(name, engine, types);
    this.handler = oneByOne(handler);
  }

  private Projection(
      Handler handler, String name, PostgresEventStorageEngine engine, EventTypes types) {
    super(name, engine, types);
    this.handler = handler;
  }

  /// A projection that takes whole batches, in order.
  public static Projection ofBatches(
      String name, PostgresEventStorageEngine engine, EventTypes types, Handler handler) {
    return new Projection(handler, name, engine, types);
  }

  private static Handler oneByOne(BiFunction<SqlConnection, StoredEvent, Future<?>> handler) {
    return (connection, batch) -> {
      Future<?> done = Future.succeededFuture();
      for (var event : batch) {
        done = done.compose(_ -> handler.apply(connection, event));
      }
      return done;
    };
  }

  @Override
  void take(SqlConnection connection, List<StoredEvent> batch, long from) throws Exception {
    var transaction = await(connection.begin());
    try {
      await(handler.handle(connection, batch));
      await(advance(connection, from, batch.getLast().position()));
    } catch (Exception e) {
      await(transaction.rollback());
      throw e;
    }
    await(transaction.commit());
  }
}
