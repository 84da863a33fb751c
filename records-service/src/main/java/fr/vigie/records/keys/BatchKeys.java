package fr.vigie.records.keys;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Keys for a view that has to open what it follows: those of a batch of persons, for as long as
/// the batch takes. Persons whose keys are destroyed, or damaged, are absent.
public final class BatchKeys {

  private static final String OF =
      "select person, retention, wrapped from person_key where person = any($1::uuid[])";

  private BatchKeys() {}

  /// What `work` makes of the keys, off the event loop: opening hundreds of files is milliseconds
  /// of work, and the loop has others to serve.
  public static <T> Future<T> with(
      SqlConnection connection,
      KeyWrap wrap,
      Collection<UUID> persons,
      Function<Map<UUID, Map<Retention, DataKey>>, T> work) {
    return connection
        .preparedQuery(OF)
        .execute(Tuple.of(persons.toArray(UUID[]::new)))
        .compose(rows -> {
          Promise<T> promise = Promise.promise();
          Thread.startVirtualThread(() -> {
            try {
              promise.complete(work.apply(keys(wrap, rows)));
            } catch (RuntimeException e) {
              promise.fail(e);
            }
          });
          return promise.future();
        });
  }

  private static Map<UUID, Map<Retention, DataKey>> keys(KeyWrap wrap, RowSet<Row> rows) {
    var keys = new HashMap<UUID, Map<Retention, DataKey>>();
    for (var row : rows) {
      var person = row.getUUID("person");
      var retention = Retention.of(row.getString("retention"));
      try {
        var key = wrap.unwrap(person, retention, row.getBuffer("wrapped").getBytes());
        keys.computeIfAbsent(person, _ -> new EnumMap<>(Retention.class)).put(retention, key);
      } catch (UnreadableException _) {
        // One damaged key must not keep the view from all the others.
      }
    }
    return keys;
  }
}
