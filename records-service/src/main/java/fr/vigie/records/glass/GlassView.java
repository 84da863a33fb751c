package fr.vigie.records.glass;

import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.relations.Glass;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The table `glass`: every use, and what was said of it. Made of events alone.
@Singleton
class GlassView {

  private static final String PUT =
      """
      insert into glass
        (reference, person, advisor, organisation, agency, reason, words, classes, broken_at, until)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict do nothing
      """;

  private static final String BY_MANAGER =
      "update glass set manager_says = $2 where reference = $1";

  private static final String BY_OFFICER =
      "update glass set officer_says = $2 where reference = $1";

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "glass", engine, types, Set.of(Glass.class, GlassReviewed.class), GlassView::take);
  }

  private static Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    Future<?> done = Future.succeededFuture();
    for (var event : events) {
      if (event.payload() instanceof Glass glass) {
        done = done.compose(_ -> connection.preparedQuery(PUT).execute(row(glass)));
      }
      if (event.payload() instanceof GlassReviewed review) {
        var put = review.role().equals("manager") ? BY_MANAGER : BY_OFFICER;
        done =
            done.compose(_ ->
                connection
                    .preparedQuery(put)
                    .execute(Tuple.of(UUID.fromString(review.grant()), review.verdict())));
      }
    }
    return done;
  }

  private static Tuple row(Glass glass) {
    var broken = glass.broken();
    return Tuple.from(
        List.of(
            UUID.fromString(broken.grant()),
            UUID.fromString(broken.person()),
            UUID.fromString(broken.advisor()),
            broken.organisation(),
            broken.agency(),
            broken.reason(),
            Buffer.buffer(Base64.getDecoder().decode(glass.words())),
            broken.fieldClasses().toArray(String[]::new),
            OffsetDateTime.ofInstant(broken.from(), ZoneOffset.UTC),
            OffsetDateTime.ofInstant(broken.until(), ZoneOffset.UTC)));
  }
}
