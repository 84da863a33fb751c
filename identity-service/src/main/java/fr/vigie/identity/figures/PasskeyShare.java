package fr.vigie.identity.figures;

import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.platform.Periodic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

/// How many accounts there are, and how many of them have a passkey, by organisation. The table
/// `passkey_share` is written from the events; each replica shows what it says.
@Singleton
class PasskeyShare {

  private static final Duration ROUND = Duration.ofSeconds(60);
  private static final String PASSKEY = "passkey";

  private final Pool database;
  private final MultiGauge accounts;
  private final MultiGauge withPasskey;

  PasskeyShare(Pool database, MeterRegistry meters) {
    this.database = database;
    this.accounts = MultiGauge.builder("vigie.accounts").description("Accounts").register(meters);
    this.withPasskey =
        MultiGauge.builder("vigie.accounts.with.passkey")
            .description("Accounts that have a passkey")
            .register(meters);
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "passkey share", ROUND, this::measure);
  }

  @Produces
  @Singleton
  @Named("passkey-share")
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return new Projection(
        "passkey-share",
        engine,
        types,
        Set.of(AccountCreated.class, FactorAdded.class, FactorRemoved.class),
        PasskeyShare::take);
  }

  private static Future<?> take(SqlConnection connection, StoredEvent event) {
    return switch (event.payload()) {
      case AccountCreated created ->
          connection
              .preparedQuery(
                  """
                  insert into passkey_share (account, organisation) values ($1, $2)
                  on conflict do nothing
                  """)
              .execute(Tuple.of(UUID.fromString(created.account()), created.organisation()));
      case FactorAdded added when added.factor().equals(PASSKEY) ->
          change(connection, added.account(), 1);
      case FactorRemoved removed when removed.factor().equals(PASSKEY) ->
          change(connection, removed.account(), -1);
      default -> Future.succeededFuture();
    };
  }

  private static Future<?> change(SqlConnection connection, String account, int by) {
    return connection
        .preparedQuery("update passkey_share set passkeys = passkeys + $2 where account = $1")
        .execute(Tuple.of(UUID.fromString(account), by));
  }

  private Uni<Void> measure() {
    return database
        .query(
            """
            select organisation, count(*) as accounts,
              count(*) filter (where passkeys > 0) as with_passkey
            from passkey_share group by organisation
            """)
        .execute()
        .invoke(rows -> {
          var all = new ArrayList<Row<?>>();
          var some = new ArrayList<Row<?>>();
          for (var row : rows) {
            var tags = Tags.of("organisation", row.getString("organisation"));
            all.add(Row.of(tags, row.getLong("accounts")));
            some.add(Row.of(tags, row.getLong("with_passkey")));
          }
          accounts.register(all, true);
          withPasskey.register(some, true);
        })
        .replaceWithVoid();
  }
}
