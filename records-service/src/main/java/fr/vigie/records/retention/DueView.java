package fr.vigie.records.retention;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.Appointment;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker.Detention;
import fr.vigie.records.jobseeker.JobSeeker.Disability;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.BatchKeys;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.Columns;
import fr.vigie.records.vault.Vaults;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `retention_due`: the day from which each period forbids to keep a person's data. The
/// view opens the dates it needs; only the day that follows from them lies in the clear, so that
/// what is due is found without opening millions of files every night.
@Singleton
class DueView {

  private static final String PUT =
      """
      insert into retention_due (person, rule, retention, due, position)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::bigint[])
      on conflict (person, rule) do update
        set due = excluded.due, position = excluded.position
      """;
  private static final String DROP = "delete from retention_due where person = $1 and rule = $2";
  private static final String ERASED =
      "delete from retention_due where person = $1 and (retention = $2 or $2 = 'file')";

  private static final Class<?>[] COLUMN_TYPES = {
    UUID.class, String.class, String.class, LocalDate.class, Long.class
  };

  // Where the registration lasts there is no day to move.
  private static final String MOVE =
      """
      update retention_due set due = greatest(due, $3), position = greatest(position, $4)
      where person = $1 and rule = $2
      """;

  /// @param moves days that go to a later one, after what is put
  private record Writes(List<Tuple> puts, List<Tuple> drops, List<Tuple> moves) {}

  /// A contact with a person.
  ///
  /// @param position 0 where the decision does not reckon from it
  private record Contact(LocalDate due, long position) {

    Contact and(Contact later) {
      return new Contact(later.due, Math.max(position, later.position));
    }
  }

  private final KeyWrap wrap;

  DueView(KeyWrap wrap) {
    this.wrap = wrap;
  }

  @Produces
  @Singleton
  @Named("retention")
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        "retention",
        engine,
        types,
        Set.of(JobSeekerEvent.class, DataErased.class, FileArchived.class, FileRecalled.class),
        this::take);
  }

  private Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var persons = new HashSet<UUID>();
    var moved = false;
    var erased = new ArrayList<Tuple>();
    for (var event : events) {
      switch (event.payload()) {
        case JobSeekerEvent told -> persons.add(UUID.fromString(told.person()));
        case DataErased is -> erased.add(Tuple.of(UUID.fromString(is.person()), is.retention()));
        case FileArchived _, FileRecalled _ -> moved = true;
        default -> {}
      }
    }
    if (persons.isEmpty() && erased.isEmpty() && !moved) {
      return Future.succeededFuture();
    }
    return BatchKeys.with(connection, wrap, persons, keys -> writes(events, keys))
        .compose(writes ->
            Columns.run(connection, PUT, writes.puts(), COLUMN_TYPES)
                .compose(_ -> run(connection, DROP, writes.drops()))
                .compose(_ -> run(connection, MOVE, writes.moves())))
        .compose(_ -> run(connection, ERASED, erased));
  }

  private static Future<?> run(SqlConnection connection, String sql, List<Tuple> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(sql).executeBatch(rows);
  }

  // Several events about one person may stand in a batch: the last one counts.
  private static Writes writes(List<StoredEvent> events, Map<UUID, Map<Retention, DataKey>> keys) {
    var latest = new LinkedHashMap<List<Object>, Tuple>();
    var contacts = new LinkedHashMap<UUID, Contact>();
    for (var event : events) {
      switch (event.payload()) {
        case JobSeekerEvent told -> {
          var person = UUID.fromString(told.person());
          due(told, keys.getOrDefault(person, Map.of()))
              .forEach((period, due) -> {
                var key = List.<Object>of(person, period);
                if (due != null || latest.containsKey(key) || !(told instanceof Registered)) {
                  latest.put(key, row(person, period, due, event));
                }
              });
          if (told.classes().containsKey(FieldClass.SITUATION.word())) {
            contacts.remove(person); // the day is reckoned from this now
          }
          contact(told, event, keys.getOrDefault(person, Map.of()))
              .ifPresent(contact -> contacts.merge(person, contact, Contact::and));
        }
        case FileArchived is -> vault(latest, is.person(), null, event);
        case FileRecalled is -> vault(latest, is.person(), Period.afterRecall(event.time()), event);
        default -> {}
      }
    }
    var writes = new Writes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    contacts.forEach((person, is) ->
        writes.moves().add(Tuple.of(person, Period.VAULT.word(), is.due(), is.position())));
    for (var row : latest.values()) {
      if (row.getLocalDate(3) == null) {
        writes.drops().add(Tuple.of(row.getUUID(0), row.getString(1)));
      } else {
        writes.puts().add(row);
      }
    }
    return writes;
  }

  private static Optional<Contact> contact(
      JobSeekerEvent told, StoredEvent event, Map<Retention, DataKey> keys) {
    var due = Vaults.afterContact(event.time());
    if (Vaults.isContact(told)) {
      return Optional.of(new Contact(due, event.position()));
    }
    return told instanceof EntryWritten is && isKept(is, keys.get(Retention.FILE))
        ? Optional.of(new Contact(due, 0))
        : Optional.empty();
  }

  private static boolean isKept(EntryWritten written, @Nullable DataKey key) {
    return written.change().equals(Vaults.CLOSED)
        && key != null
        && Seals.open(
                key,
                FieldClass.APPOINTMENTS,
                UUID.fromString(written.entry()),
                Base64.getDecoder().decode(written.sealed()),
                Appointment.Closing.class)
            .outcome()
            .equals("kept");
  }

  private static void vault(
      Map<List<Object>, Tuple> latest, String ref, @Nullable LocalDate due, StoredEvent event) {
    var person = UUID.fromString(ref);
    latest.put(List.of(person, Period.VAULT), row(person, Period.VAULT, due, event));
  }

  private static Tuple row(UUID person, Period period, @Nullable LocalDate due, StoredEvent event) {
    return Tuple.of(person, period.word(), period.retention().word(), due, event.position());
  }

  private static Map<Period, @Nullable LocalDate> due(
      JobSeekerEvent told, Map<Retention, DataKey> keys) {
    var due = new EnumMap<Period, @Nullable LocalDate>(Period.class);
    var situation = open(told, FieldClass.SITUATION, keys, Situation.class);
    if (situation != null) {
      due.putAll(Period.of(situation));
    }
    var disability = open(told, FieldClass.DISABILITY, keys, Disability.class);
    if (disability != null) {
      due.putAll(Period.of(disability));
    }
    var detention = open(told, FieldClass.DETENTION, keys, Detention.class);
    if (detention != null) {
      due.putAll(Period.of(detention));
    }
    return due;
  }

  private static <T> @Nullable T open(
      JobSeekerEvent told, FieldClass fieldClass, Map<Retention, DataKey> keys, Class<T> type) {
    var sealed = told.classes().get(fieldClass.word());
    var key = keys.get(fieldClass.retention());
    return sealed == null || key == null
        ? null
        : Seals.open(key, fieldClass, Base64.getDecoder().decode(sealed), type);
  }
}
