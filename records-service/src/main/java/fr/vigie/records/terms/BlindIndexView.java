package fr.vigie.records.terms;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker.Identifiers;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.BatchKeys;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.Columns;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The table `blind_index` under one key: hashes of each person's numbers. Made of events, and of
/// the keys that open them: a person whose key is destroyed does not come back.
///
/// The key is in the view's name: a new key is a new view, which reads the store from its start
/// while the old one is asked.
final class BlindIndexView {

  private static final String PUT =
      """
      insert into blind_index (person, generation, number, nir)
      select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[])
      on conflict (person, generation) do update set number = excluded.number, nir = excluded.nir
      """;

  private static final String DROP =
      "delete from blind_index where generation = $1 and person = $2";

  private final BlindKey key;
  private final KeyWrap wrap;

  private BlindIndexView(BlindKey key, KeyWrap wrap) {
    this.key = key;
    this.wrap = wrap;
  }

  static Projection of(
      BlindKey key, KeyWrap wrap, PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes(
        name(key),
        engine,
        types,
        Set.of(JobSeekerEvent.class, DataErased.class),
        new BlindIndexView(key, wrap)::take);
  }

  /// The view's name; its position is kept under it.
  static String name(BlindKey key) {
    return "terms-%08x".formatted(key.generation());
  }

  private Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var sealed = new HashMap<UUID, String>();
    var drops = new ArrayList<Tuple>();
    for (var event : events) {
      if (event.payload() instanceof JobSeekerEvent told) {
        var numbers = told.classes().get(FieldClass.NIR.word());
        if (numbers != null) {
          sealed.put(UUID.fromString(told.person()), numbers);
        }
      }
      if (event.payload() instanceof DataErased erased
          && erased.retention().equals(Retention.FILE.word())) {
        drops.add(Tuple.of(key.generation(), UUID.fromString(erased.person())));
      }
    }
    if (sealed.isEmpty()) {
      return run(connection, DROP, drops);
    }
    return BatchKeys.with(connection, wrap, sealed.keySet(), keys -> rows(keys, sealed))
        .compose(rows ->
            Columns.run(connection, PUT, rows, UUID.class, Integer.class, UUID.class, UUID.class))
        .compose(_ -> run(connection, DROP, drops));
  }

  private static Future<?> run(SqlConnection connection, String sql, List<Tuple> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : connection.preparedQuery(sql).executeBatch(rows);
  }

  private List<Tuple> rows(Map<UUID, Map<Retention, DataKey>> keys, Map<UUID, String> sealed) {
    var rows = new ArrayList<Tuple>();
    keys.forEach((person, theirs) -> {
      var data = theirs.get(Retention.FILE);
      if (data != null) {
        var numbers =
            Seals.open(
                data,
                FieldClass.NIR,
                Base64.getDecoder().decode(sealed.get(person)),
                Identifiers.class);
        rows.add(
            Tuple.of(
                person,
                key.generation(),
                key.hash(NumberTerm.NUMBER, numbers.number()),
                key.hash(NumberTerm.NIR, numbers.nir())));
      }
    });
    return rows;
  }
}
