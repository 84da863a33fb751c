package fr.vigie.records.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Asks the database, and gives up in time: whatever goes wrong there, the caller hears the one
/// fault it can do something about.
@ApplicationScoped
public class Tables {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Pool pool;

  Tables(Pool pool) {
    this.pool = pool;
  }

  /// Runs one prepared statement; fails with [UnavailableException].
  public Uni<RowSet<Row>> run(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .transform(fault -> new UnavailableException("the database did not answer", fault));
  }
}
