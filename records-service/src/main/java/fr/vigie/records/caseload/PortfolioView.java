package fr.vigie.records.caseload;

import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.platform.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The table `portfolio`: who follows each person now. Made of events alone.
@Singleton
class PortfolioView {

  private static final String PUT =
      """
      insert into portfolio (person, advisor, position)
      select distinct on (person) *
      from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as n (person, advisor, position)
      order by person, position desc
      on conflict (person) do update
        set advisor = excluded.advisor, position = excluded.position
      """;

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "portfolio", engine, types, Set.of(PersonAssigned.class), PortfolioView::take);
  }

  private static Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var rows = new ArrayList<Tuple>();
    for (var event : events) {
      if (event.payload() instanceof PersonAssigned assigned) {
        rows.add(
            Tuple.of(
                UUID.fromString(assigned.person()),
                UUID.fromString(assigned.advisor()),
                event.position()));
      }
    }
    return Columns.run(connection, PUT, rows, UUID.class, UUID.class, Long.class);
  }
}
