package fr.vigie.eventstore;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

  /// A projection that takes one event of some types after the other, and passes over the rest
  /// unread: what is not for it costs no commit.
  ///
  /// @param wanted classes, or what they have in common
  public Projection(
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Set<Class<?>> wanted,
      BiFunction<SqlConnection, StoredEvent, Future<?>> handler) {
    super(name, engine, types, wanted);
    this.handler = oneByOne(handler);
  }

  private Projection(
      Handler handler,
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Set<Class<?>> wanted) {
    super(name, engine, types, wanted);
    this.handler = handler;
  }

  /// A projection that takes whole batches, in order.
  public static Projection ofBatches(
      String name, PostgresEventStorageEngine engine, EventTypes types, Handler handler) {
    return new Projection(handler, name, engine, types, Set.of());
  }

  /// A projection that takes batches of some types of events, in order, and passes over the rest
  /// unread: in a store where reads are events, most are not for it.
  ///
  /// @param wanted classes, or what they have in common
  public static Projection ofTypes(
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Set<Class<?>> wanted,
      Handler handler) {
    return new Projection(handler, name, engine, types, wanted);
  }

  /// The same, reading at most so often: for what nobody waits for.
  ///
  /// @param time how old what it shows may be, about
  public Projection unhurried(Duration time) {
    atMostEvery(time);
    return this;
  }

  /// The same for events of some types: any other that is wanted is read at once.
  ///
  /// @param calm classes, or what they have in common
  public Projection unhurried(Duration time, Set<Class<?>> calm) {
    gather(time, calm);
    return this;
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
  void take(SqlConnection connection, List<StoredEvent> batch, long through) throws Exception {
    var transaction = await(connection.begin());
    try {
      await(handler.handle(connection, batch));
      await(advance(connection, through));
    } catch (Exception e) {
      await(transaction.rollback());
      throw e;
    }
    await(transaction.commit());
    advanced(through);
  }
}
