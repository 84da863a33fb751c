package fr.vigie.records.keys;

import fr.vigie.records.platform.Tables;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The wrapped data keys: the one table whose rows are destroyed. A person without rows here is
/// erased, whatever else still lies in the store.
@ApplicationScoped
public class PersonKeys {

  private static final String CLAIM =
      """
      insert into person_key (person, retention, wrapped)
      select * from unnest($1::uuid[], $2::text[], $3::bytea[]) as n (person, retention, wrapped)
      where not exists (select from erased_person e where e.person = n.person)
      on conflict do nothing
      returning person, retention, wrapped
      """;

  private static final String OF =
      "select person, retention, wrapped from person_key where person = any($1::uuid[])";

  private static final String SOME = "select person, retention, wrapped from person_key limit 5";

  /// Destroys a person's key of a retention class; the file's takes the others along, and the
  /// person gets none again.
  public static final String DESTROY =
      """
      with gone as (
        delete from person_key where person = $1 and (retention = $2::text or $2::text = 'file'))
      insert into erased_person select $1 where $2::text = 'file' on conflict do nothing
      """;

  /// One key there should be.
  public record Slot(UUID person, Retention retention) {}

  /// Keys of several persons, and those whose file had none before.
  public record Claimed(Set<UUID> fresh, Map<UUID, Map<Retention, DataKey>> keys) {}

  private final Tables tables;
  private final KeyWrap wrap;

  PersonKeys(Tables tables, KeyWrap wrap) {
    this.tables = tables;
    this.wrap = wrap;
  }

  /// Sees that there is a key in every slot, and keeps those there are. Committed before anything
  /// is sealed with them: a key without a file harms nobody, a file without a key is lost.
  public Uni<Claimed> claim(List<Slot> slots) {
    var persons = slots.stream().map(Slot::person).toArray(UUID[]::new);
    var retentions = slots.stream().map(slot -> slot.retention().word()).toArray(String[]::new);
    var wrapped =
        slots.stream()
            .map(slot -> buffer(wrap.fresh(slot.person(), slot.retention())))
            .toArray(io.vertx.core.buffer.Buffer[]::new);
    return tables
        .run(CLAIM, Tuple.of(persons, retentions, wrapped))
        .flatMap(made -> {
          var rows = new ArrayList<Row>();
          made.forEach(rows::add);
          var fresh = new HashSet<UUID>();
          for (var row : rows) {
            if (Retention.FILE.word().equals(row.getString("retention"))) {
              fresh.add(row.getUUID("person"));
            }
          }
          if (rows.size() == slots.size()) {
            return Uni.createFrom().item(new Claimed(fresh, keys(rows)));
          }
          return tables.run(OF, Tuple.of(persons)).map(kept -> new Claimed(fresh, keys(all(kept))));
        });
  }

  /// A person's keys; none where there are none, or none any more.
  public Uni<Map<Retention, DataKey>> of(UUID person) {
    return tables
        .run(OF, Tuple.of(new UUID[] {person}))
        .map(rows -> keys(all(rows)).getOrDefault(person, Map.of()));
  }

  /// Destroys a person's key of a retention class, with the file's key every one: from now on
  /// nothing that it sealed can be read, in the tables or in the events.
  public Uni<Void> destroy(UUID person, Retention retention) {
    return tables.run(DESTROY, Tuple.of(person, retention.word())).replaceWithVoid();
  }

  // With another key-encryption key no file could be read, and new ones would be sealed under it:
  // rather not start. A database that is away, or empty, says nothing about the key.
  void refuseToStartWithAnotherKey(@Observes StartupEvent unused) {
    var rows =
        tables
            .run(SOME, Tuple.tuple())
            .map(PersonKeys::all)
            .onFailure()
            .recoverWithItem(List.of())
            .await()
            .indefinitely();
    if (!rows.isEmpty() && rows.stream().noneMatch(this::unwraps)) {
      throw new IllegalStateException(
          "vigie.records.key-encryption-key is not the key this database was sealed under");
    }
  }

  private boolean unwraps(Row row) {
    try {
      return !keys(List.of(row)).isEmpty();
    } catch (UnreadableException _) {
      return false;
    }
  }

  private static List<Row> all(RowSet<Row> rows) {
    var all = new ArrayList<Row>();
    rows.forEach(all::add);
    return all;
  }

  private Map<UUID, Map<Retention, DataKey>> keys(Collection<Row> rows) {
    var keys = new HashMap<UUID, Map<Retention, DataKey>>();
    for (var row : rows) {
      var person = row.getUUID("person");
      var retention = Retention.of(row.getString("retention"));
      var key = wrap.unwrap(person, retention, row.getBuffer("wrapped").getBytes());
      keys.computeIfAbsent(person, _ -> new EnumMap<>(Retention.class)).put(retention, key);
    }
    return keys;
  }

  private static io.vertx.core.buffer.Buffer buffer(byte[] bytes) {
    return Buffer.buffer(bytes).getDelegate();
  }
}
