package fr.vigie.eventstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.Login;
import fr.vigie.testkit.TestServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.Set;

/// A store on a database of its own, with a small domain: accounts that money moves between.
final class TestStore implements AutoCloseable {

  /// Money came to an account.
  record Deposited(String account, int amount) {}

  /// Money left an account.
  record Withdrawn(String account, int amount, String by) {}

  static final EventTypes TYPES =
      EventTypes.builder(new ObjectMapper(), event -> Map.of("operation", operation(event)))
          .stored("test.deposited", 1, Deposited.class, e -> Set.of(account(e.account())))
          .stored(
              "test.withdrawn",
              2,
              Withdrawn.class,
              e -> Set.of(account(e.account()), EventTag.of("by", e.by())))
          .upcast("test.withdrawn", 1, form -> form.put("by", "unknown"))
          .build();

  private final Vertx vertx;
  private final Pool pool;
  private final PostgresEventStorageEngine engine;
  private final Database database;

  TestStore() {
    this(fresh());
  }

  TestStore(Database database) {
    this.database = database;
    this.vertx = Vertx.vertx();
    this.pool = pool(vertx, database, database.service());
    this.engine = new PostgresEventStorageEngine(vertx, pool);
  }

  static Database fresh() {
    var database = TestServers.database("store");
    TestServers.migrate(database, "db/event-store");
    return database;
  }

  static Pool pool(Vertx vertx, Database database, Login login) {
    var options =
        new PgConnectOptions()
            .setHost("localhost")
            .setPort(database.port())
            .setDatabase(database.name())
            .setUser(login.user())
            .setPassword(login.password())
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(12))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  static EventTag account(String account) {
    return EventTag.of("account", account);
  }

  private static String operation(Object event) {
    return switch (event) {
      case Deposited _ -> "deposit";
      case Withdrawn _ -> "withdraw";
      default -> "unknown";
    };
  }

  Vertx vertx() {
    return vertx;
  }

  Pool pool() {
    return pool;
  }

  Database database() {
    return database;
  }

  PostgresEventStorageEngine engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
