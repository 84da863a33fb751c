package fr.vigie.lockout.officers;

import fr.vigie.contracts.lockout.FreezeEvent.FreezeHeld;
import fr.vigie.contracts.lockout.FreezeEvent.FreezeReinforced;
import fr.vigie.contracts.lockout.FreezeEvent.OfTarget;
import fr.vigie.contracts.lockout.FreezeEvent.TargetFrozen;
import fr.vigie.contracts.lockout.FreezeEvent.TargetThawed;
import fr.vigie.contracts.lockout.FreezeEvent.ThawDeclined;
import fr.vigie.contracts.lockout.FreezeEvent.ThawProposed;
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

/// Keeps the tables `frozen_target` and `held_freeze`. Made of events alone.
@Singleton
class FreezeList {

  private static final String BEGUN =
      """
      insert into frozen_target (
        reference, scope, target, cause, detected, state,
        frozen_by, frozen_at, changed_at, position)
      values ($1, $2, $3, $4, $5, 'frozen', $6, $7, $7, $8)
      on conflict (reference) do nothing
      """;

  private static final String STANDS =
      """
      update frozen_target set state = 'frozen', proposed_by = null, reason = null, changed_at = $2
      where reference = $1
      """;

  private static final String PROPOSED =
      """
      update frozen_target set state = 'thaw-proposed', proposed_by = $3, reason = $4, changed_at = $2
      where reference = $1
      """;

  private static final String ENDED =
      """
      update frozen_target
      set state = 'thawed', proposed_by = $3, reason = $4, thawed_by = $5, changed_at = $2
      where reference = $1
      """;

  private static final String HELD =
      """
      insert into held_freeze (alert, scope, target, rule, held_at, position)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (alert) do nothing
      """;

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return new Projection(
        "freezes", engine, types, Set.of(OfTarget.class, FreezeHeld.class), FreezeList::take);
  }

  private static Future<?> take(SqlConnection connection, StoredEvent event) {
    return switch (event.payload()) {
      case OfTarget happened -> take(connection, happened, event.position());
      case FreezeHeld held ->
          run(
              connection,
              HELD,
              Tuple.of(
                  held.alert(),
                  held.scope(),
                  held.target(),
                  held.rule(),
                  utc(held.at()),
                  event.position()));
      default -> Future.succeededFuture();
    };
  }

  private static Future<?> take(SqlConnection connection, OfTarget event, long position) {
    return switch (event) {
      case TargetFrozen e ->
          run(
              connection,
              BEGUN,
              Tuple.from(
                  new Object[] {
                    e.freeze(),
                    e.scope(),
                    e.target(),
                    e.cause(),
                    e.detected(),
                    e.by(),
                    utc(e.at()),
                    position
                  }));
      case FreezeReinforced e -> run(connection, STANDS, Tuple.of(e.freeze(), utc(e.at())));
      case ThawDeclined e -> run(connection, STANDS, Tuple.of(e.freeze(), utc(e.at())));
      case ThawProposed e ->
          run(connection, PROPOSED, Tuple.of(e.freeze(), utc(e.at()), e.by(), e.reason()));
      case TargetThawed e ->
          run(
              connection,
              ENDED,
              Tuple.of(e.freeze(), utc(e.at()), e.proposedBy(), e.reason(), e.by()));
    };
  }

  private static Future<?> run(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
