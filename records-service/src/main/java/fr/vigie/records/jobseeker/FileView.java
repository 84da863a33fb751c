package fr.vigie.records.jobseeker;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.platform.Columns;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables `file` and `file_entry`: the newest sealed classes of each person, and appointments
/// and notes. Made of events alone.
///
/// Each write names the position it comes from and gives way to a newer one, so that the kinds of
/// writes of one batch may go one kind after the other.
@Singleton
class FileView {

  private static final String PUT =
      """
      insert into file
        (person, identity, contact, situation, path, contract, disability, detention, nir,
        position)
      select distinct on (person) *
      from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[],
          $7::bytea[], $8::bytea[], $9::bytea[], $10::bigint[])
        as n (person, identity, contact, situation, path, contract, disability, detention, nir,
          position)
      order by person, position desc
      on conflict (person) do update set
        identity = excluded.identity, contact = excluded.contact,
        situation = excluded.situation, path = excluded.path, contract = excluded.contract,
        disability = excluded.disability, detention = excluded.detention, nir = excluded.nir,
        position = excluded.position
      where file.position < excluded.position
      """;

  private static final String CHANGE =
      """
      update file set
        identity = coalesce($2, identity), contact = coalesce($3, contact),
        situation = coalesce($4, situation), path = coalesce($5, path),
        contract = coalesce($6, contract), disability = coalesce($7, disability),
        detention = coalesce($8, detention), nir = coalesce($9, nir), position = $10
      where person = $1 and position < $10
      """;

  private static final String ENTER =
      """
      insert into file_entry (person, entry, field_class, sealed, position)
      values ($1, $2, $3, $4, $5)
      on conflict (person, entry) do update set
        closing = excluded.sealed, position = excluded.position
      where file_entry.position < excluded.position
      """;

  private static final String ARCHIVE = "update file set archived = $2 where person = $1";

  private static final String DROP =
      """
      with gone as (delete from file_entry where person = $1 and $2 = 'file'),
        cut as (
          update file set
            disability = case when $2 = 'disability' then null else disability end,
            detention = case when $2 = 'detention' then null else detention end
          where person = $1 and $2 <> 'file')
      delete from file where person = $1 and $2 = 'file'
      """;

  private static final Class<?>[] COLUMN_TYPES = {
    UUID.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Buffer.class,
    Long.class
  };

  // In the order of the statements' parameters.
  private static final List<FieldClass> COLUMNS =
      List.of(
          FieldClass.IDENTITY,
          FieldClass.CONTACT,
          FieldClass.SITUATION,
          FieldClass.PATH,
          FieldClass.CONTRACT,
          FieldClass.DISABILITY,
          FieldClass.DETENTION,
          FieldClass.NIR);

  @Produces
  @Singleton
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "file",
        engine,
        types,
        Set.of(JobSeekerEvent.class, DataErased.class, FileArchived.class, FileRecalled.class),
        FileView::take);
  }

  private static Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var puts = new ArrayList<Tuple>();
    var changes = new ArrayList<Tuple>();
    var entries = new ArrayList<Tuple>();
    var archived = new ArrayList<Tuple>();
    var drops = new ArrayList<Tuple>();
    for (var event : events) {
      switch (event.payload()) {
        case DataErased is -> drops.add(Tuple.of(UUID.fromString(is.person()), is.retention()));
        case FileArchived is -> archived.add(Tuple.of(UUID.fromString(is.person()), true));
        case FileRecalled is -> archived.add(Tuple.of(UUID.fromString(is.person()), false));
        case RegistrationRenewed is -> archived.add(Tuple.of(UUID.fromString(is.person()), false));
        default -> {}
      }
      if (!(event.payload() instanceof JobSeekerEvent told)) {
        continue;
      }
      var position = event.position();
      switch (told) {
        case Registered is -> puts.add(row(is.person(), is.sealed(), position));
        case FileChanged is -> changes.add(row(is.person(), is.sealed(), position));
        case RegistrationEnded is -> changes.add(row(is.person(), is.sealed(), position));
        case RegistrationRenewed is -> changes.add(row(is.person(), is.sealed(), position));
        case EntryWritten is -> entries.add(row(is, position));
      }
    }
    return Columns.run(connection, PUT, puts, COLUMN_TYPES)
        .compose(_ -> run(connection, CHANGE, changes))
        .compose(_ -> run(connection, ENTER, entries))
        .compose(_ -> run(connection, ARCHIVE, archived))
        .compose(_ -> run(connection, DROP, drops));
  }

  private static Future<?> run(SqlConnection connection, String sql, List<Tuple> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(sql).executeBatch(rows);
  }

  private static Tuple row(String person, Map<String, String> sealed, long position) {
    var row = Tuple.tuple().addUUID(UUID.fromString(person));
    for (var column : COLUMNS) {
      row.addBuffer(bytes(sealed.get(column.word())));
    }
    return row.addLong(position);
  }

  private static Tuple row(EntryWritten written, long position) {
    return Tuple.of(
        UUID.fromString(written.person()),
        UUID.fromString(written.entry()),
        written.fieldClass(),
        bytes(written.sealed()),
        position);
  }

  private static @Nullable Buffer bytes(@Nullable String base64) {
    return base64 == null ? null : Buffer.buffer(Base64.getDecoder().decode(base64));
  }
}
