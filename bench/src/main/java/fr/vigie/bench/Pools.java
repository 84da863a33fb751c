package fr.vigie.bench;

import fr.vigie.embedded.Database;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/// Connections as a service has them.
public final class Pools {

  private Pools() {}

  /// To a database, as its service.
  public static Pool of(Vertx vertx, Database database, int size) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(size))
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
}
