package fr.vigie.records.retention;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.keys.PersonKeys;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Destroys the keys of what is erased: also after a crash, also in a database restored from a
/// backup, as soon as it has the event.
@Singleton
class ErasureView {

  @Produces
  @Singleton
  @Named("erasure")
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "erasure", engine, types, Set.of(DataErased.class), ErasureView::take);
  }

  private static Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var rows = new ArrayList<Tuple>();
    for (var event : events) {
      if (event.payload() instanceof DataErased is) {
        rows.add(Tuple.of(UUID.fromString(is.person()), is.retention()));
      }
    }
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(PersonKeys.DESTROY).executeBatch(rows);
  }
}
