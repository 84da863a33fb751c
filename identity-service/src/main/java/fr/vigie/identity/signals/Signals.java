package fr.vigie.identity.signals;

import fr.vigie.identity.key.SigningKeys;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// What is still to be told. Signed when it is handed over, so that a key that was changed
/// meanwhile is no matter.
@ApplicationScoped
class Signals {

  /// Something to tell.
  ///
  /// @param claims as JSON, without the receiver
  record Untold(String receiver, UUID id, String claims) {}

  /// A receiver that was away for longer has to look at everything anyway.
  static final Duration KEPT = Duration.ofDays(7);

  private static final Duration SWEEP = Duration.ofMinutes(10);

  private final Pool database;
  private final SigningKeys keys;
  private final Clock clock;

  Signals(Pool database, SigningKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "signal sweep", SWEEP, this::sweep);
  }

  /// The oldest for a receiver.
  Uni<List<Untold>> oldest(String receiver, int most) {
    return database
        .preparedQuery(
            """
            select receiver, id, claims from signal where receiver = $1
            order by made_at, id limit $2
            """)
        .execute(Tuple.of(receiver, most))
        .map(Signals::untold);
  }

  /// Those that are to be brought now. Each is left to this replica for a while, longer each time.
  Uni<List<Untold>> due(String[] receivers, int most) {
    return database
        .preparedQuery(
            """
            update signal
            set attempts = attempts + 1,
                next_at = $1::timestamptz + interval '1 second' * least(600, power(2, attempts))
            where (receiver, id) in
              (select receiver, id from signal where next_at <= $1 and receiver = any ($2)
               order by next_at limit $3 for update skip locked)
            returning receiver, id, claims
            """)
        .execute(Tuple.of(now(), receivers, most))
        .map(Signals::untold);
  }

  private static List<Untold> untold(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Untold(row.getString("receiver"), row.getUUID("id"), row.getString("claims")))
        .toList();
  }

  /// As a token for its receiver.
  Uni<String> signed(Untold signal) {
    return keys.ring()
        .map(ring ->
            ring.current()
                .sign(
                    "secevent+jwt",
                    new JsonObject(signal.claims())
                        .put("aud", List.of(signal.receiver()))
                        .getMap()));
  }

  /// The receiver has these.
  Uni<Void> told(String receiver, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .preparedQuery("delete from signal where receiver = $1 and id = any ($2)")
            .execute(Tuple.of(receiver, ids.toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from signal where made_at < $1::timestamptz - $2 * interval '1 day'")
        .execute(Tuple.of(now(), KEPT.toDays()))
        .replaceWithVoid();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
