package fr.vigie.identity.reset;

import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.ResetEvent.ResetApproved;
import fr.vigie.contracts.identity.ResetEvent.ResetCompleted;
import fr.vigie.contracts.identity.ResetEvent.ResetDeclined;
import fr.vigie.contracts.identity.ResetEvent.ResetRequested;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/// Keeps the tables `reset_case` and `notice`. Made of events alone: what is to be told to whom is
/// noted in the same transaction as the event that calls for it.
@Singleton
class ResetList {

  static final String NAME = "resets";

  private static final String REQUESTED =
      """
      insert into reset_case
        (reset, account, organisation, kind, proofing, asked_by, asked_at, state, changed_at,
         position)
      values ($1, $2, $3, $4, $5, $6, $7, 'waits', $7, $8)
      on conflict do nothing
      """;

  private static final String APPROVED =
      """
      update reset_case
      set approvals = array_append(approvals, $2::uuid),
        state = case when $3::boolean then 'approved' else state end, changed_at = $4
      where reset = $1 and not ($2::uuid = any (approvals))
      """;

  private static final String CLOSED =
      "update reset_case set state = $2, changed_at = $3 where reset = $1";

  // Whom it is about, and the managers of the agency: another view knows them, a moment later.
  private static final String TOLD =
      """
      insert into notice (position, recipient, account, about, at)
      select $1::bigint, recipient, $2::uuid, $3::text, $4::timestamptz
      from (
        select $2::uuid as recipient
        union
        (select account from account_view
         where agency = (select agency from account_view where account = $2)
           and 'manager' = any (roles)
         order by account limit 3)
      ) as people
      on conflict do nothing
      """;

  @Produces
  @Singleton
  @Named(NAME)
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return new Projection(
        NAME,
        engine,
        types,
        Set.of(
            ResetRequested.class,
            ResetApproved.class,
            ResetDeclined.class,
            ResetCompleted.class,
            ProbationStarted.class),
        ResetList::take);
  }

  private static Future<?> take(SqlConnection connection, StoredEvent event) {
    return switch (event.payload()) {
      case ResetRequested e ->
          run(
                  connection,
                  REQUESTED,
                  Tuple.from(
                      Arrays.asList(
                          UUID.fromString(e.reset()),
                          UUID.fromString(e.account()),
                          e.organisation(),
                          e.kind(),
                          e.proofing(),
                          UUID.fromString(e.by()),
                          utc(e.at()),
                          event.position())))
              .compose(_ -> tell(connection, event, e.account(), "reset-requested"));
      case ResetApproved e ->
          run(
              connection,
              APPROVED,
              Tuple.of(UUID.fromString(e.reset()), UUID.fromString(e.by()), e.last(), utc(e.at())));
      case ResetDeclined e -> closed(connection, e.reset(), "declined", event);
      case ResetCompleted e -> closed(connection, e.reset(), "done", event);
      case ProbationStarted e -> tell(connection, event, e.account(), e.cause());
      default -> Future.succeededFuture();
    };
  }

  private static Future<?> closed(
      SqlConnection connection, String reset, String state, StoredEvent event) {
    return run(connection, CLOSED, Tuple.of(UUID.fromString(reset), state, utc(event.time())));
  }

  private static Future<?> tell(
      SqlConnection connection, StoredEvent event, String account, String about) {
    return run(
        connection,
        TOLD,
        Tuple.of(event.position(), UUID.fromString(account), about, utc(event.time())));
  }

  private static Future<?> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
