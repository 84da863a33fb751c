package fr.vigie.records.jobseeker;

import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `file`: the newest sealed classes of each person. Made of events alone.
@Singleton
class FileView {

  private static final String PUT =
      """
      insert into file (person, identity, contact, situation, path, disability, nir, position)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (person) do update set
        identity = excluded.identity, contact = excluded.contact,
        situation = excluded.situation, path = excluded.path,
        disability = excluded.disability, nir = excluded.nir, position = excluded.position
      """;

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofBatches("file", engine, types, FileView::take);
  }

  private static Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var rows = new ArrayList<Tuple>();
    for (var event : events) {
      if (event.payload() instanceof Registered registered) {
        rows.add(
            Tuple.of(
                UUID.fromString(registered.person()),
                sealed(registered, FieldClass.IDENTITY),
                sealed(registered, FieldClass.CONTACT),
                sealed(registered, FieldClass.SITUATION),
                sealed(registered, FieldClass.PATH),
                sealed(registered, FieldClass.DISABILITY),
                sealed(registered, FieldClass.NIR),
                event.position()));
      }
    }
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(PUT).executeBatch(rows);
  }

  private static @Nullable Buffer sealed(Registered registered, FieldClass fieldClass) {
    var base64 = registered.sealed().get(fieldClass.word());
    return base64 == null ? null : Buffer.buffer(Base64.getDecoder().decode(base64));
  }
}
