package fr.vigie.records.terms;

import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker.Identifiers;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.keys.Retention;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The table `blind_index` under one key: hashes of each person's numbers. Made of events, and of
/// the keys that open them: a person whose key is destroyed does not come back.
///
/// The key is in the view's name: a new key is a new view, which reads the store from its start
/// while the old one is asked.
final class BlindIndexView {

  private static final String OPENERS =
      """
      select person, wrapped from person_key
      where retention = 'file' and person = any($1::uuid[])
      """;

  private static final String PUT =
      """
      insert into blind_index (person, generation, number, nir) values ($1, $2, $3, $4)
      on conflict (person, generation) do update set number = excluded.number, nir = excluded.nir
      """;

  private final BlindKey key;
  private final KeyWrap wrap;

  private BlindIndexView(BlindKey key, KeyWrap wrap) {
    this.key = key;
    this.wrap = wrap;
  }

  static Projection of(
      BlindKey key, KeyWrap wrap, PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofBatches(name(key), engine, types, new BlindIndexView(key, wrap)::take);
  }

  /// The view's name; its position is kept under it.
  static String name(BlindKey key) {
    return "terms-%08x".formatted(key.generation());
  }

  private Future<?> take(SqlConnection connection, List<StoredEvent> events) {
    var sealed = new HashMap<UUID, String>();
    for (var event : events) {
      if (event.payload() instanceof JobSeekerEvent told) {
        var numbers = numbers(told);
        if (numbers != null) {
          sealed.put(UUID.fromString(told.person()), numbers);
        }
      }
    }
    if (sealed.isEmpty()) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(OPENERS)
        .execute(Tuple.of(sealed.keySet().toArray(UUID[]::new)))
        .compose(openers -> offLoop(() -> rows(openers, sealed)))
        .compose(rows ->
            rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(PUT).executeBatch(rows));
  }

  private static @Nullable String numbers(JobSeekerEvent told) {
    return switch (told) {
      case Registered is -> is.sealed().get(FieldClass.NIR.word());
      case FileChanged is -> is.sealed().get(FieldClass.NIR.word());
      default -> null;
    };
  }

  private List<Tuple> rows(RowSet<Row> openers, Map<UUID, String> sealed) {
    var rows = new ArrayList<Tuple>();
    for (var opener : openers) {
      var person = opener.getUUID("person");
      var data = wrap.unwrap(person, Retention.FILE, opener.getBuffer("wrapped").getBytes());
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
    return rows;
  }

  // Opening hundreds of numbers is milliseconds of work, and the event loop has others to serve.
  private static <T> Future<T> offLoop(Supplier<T> work) {
    Promise<T> promise = Promise.promise();
    Thread.startVirtualThread(() -> {
      try {
        promise.complete(work.get());
      } catch (RuntimeException e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }
}
