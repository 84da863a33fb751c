package fr.vigie.lockout.officers;

import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.contracts.lockout.LockoutEvent.LockExtended;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps the table `locked_account`. Made of events alone. A lock that ran out unseen stays in it
/// until its end is written: whoever reads looks at `until`.
@Singleton
class LockList {

  private static final String LOCKED =
      """
      insert into locked_account (account, device, failures, locked_at, until, position)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (account, device) do update
        set failures = excluded.failures, locked_at = excluded.locked_at,
          until = excluded.until, position = excluded.position
      """;

  private static final String EXTENDED =
      "update locked_account set until = $3 where account = $1 and device = $2";
  private static final String EXPIRED =
      "delete from locked_account where account = $1 and device = $2";
  private static final String CLEARED = "delete from locked_account where account = $1";

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return new Projection(
        "locks",
        engine,
        types,
        Set.of(AccountLocked.class, LockExtended.class, LockExpired.class, LockCleared.class),
        LockList::take);
  }

  private static Future<?> take(SqlConnection connection, StoredEvent event) {
    return switch (event.payload()) {
      case AccountLocked e ->
          run(
              connection,
              LOCKED,
              Tuple.of(
                  e.account(),
                  device(e.device()),
                  e.failures(),
                  utc(e.at()),
                  utc(e.until()),
                  event.position()));
      case LockExtended e ->
          run(connection, EXTENDED, Tuple.of(e.account(), device(e.device()), utc(e.until())));
      case LockExpired e -> run(connection, EXPIRED, Tuple.of(e.account(), device(e.device())));
      case LockCleared e -> run(connection, CLEARED, Tuple.of(e.account()));
      default -> Future.succeededFuture();
    };
  }

  private static Future<?> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  private static String device(@Nullable String device) {
    return device == null ? "" : device;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
