package fr.vigie.identity.provider;

import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What applications asked for and is not answered yet: pushed ones for a minute, begun ones for
/// ten.
@ApplicationScoped
class Requests {

  /// A request under way.
  ///
  /// @param parameters as they came, form-encoded
  /// @param replaces the session the browser had then, not good enough for what was asked
  record Kept(String client, String parameters, Instant createdAt, Optional<UUID> replaces) {}

  static final Duration PUSHED_LIFETIME = Duration.ofSeconds(60);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Pool database;
  private final Clock clock;

  Requests(Pool database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "request sweep", SWEEP, this::sweep);
  }

  /// Keeps a request an application pushed, for whichever browser comes first.
  Uni<Opaque> push(String client, String parameters) {
    var id = Opaque.random();
    return insert(id, client, parameters, null, Optional.empty(), PUSHED_LIFETIME).replaceWith(id);
  }

  /// Keeps a request for the browser that made it.
  ///
  /// @param replaces the session it has, where that one does not do
  Uni<Opaque> begin(String client, String parameters, Opaque visit, Optional<UUID> replaces) {
    var id = Opaque.random();
    return insert(id, client, parameters, Buffer.buffer(visit.digest()), replaces, LIFETIME)
        .replaceWith(id);
  }

  private Uni<RowSet<Row>> insert(
      Opaque id,
      String client,
      String parameters,
      @Nullable Buffer visit,
      Optional<UUID> replaces,
      Duration lifetime) {
    var now = clock.instant();
    return database
        .preparedQuery(
            """
            insert into authorization_request
              (digest, client, parameters, visit, pushed, created_at, expires_at, replaces)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  Buffer.buffer(id.digest()),
                  client,
                  parameters,
                  visit,
                  visit == null,
                  utc(now),
                  utc(now.plus(lifetime)),
                  replaces.orElse(null)
                }));
  }

  /// Takes a pushed request: the same one cannot be taken twice.
  Uni<Optional<Kept>> takePushed(Opaque id) {
    return database
        .preparedQuery(
            """
            delete from authorization_request
            where digest = $1 and pushed and expires_at > $2
            returning client, parameters, created_at, replaces
            """)
        .execute(Tuple.of(Buffer.buffer(id.digest()), utc(clock.instant())))
        .map(Requests::first);
  }

  /// Looks at a begun request of this browser.
  Uni<Optional<Kept>> look(Opaque id, Opaque visit) {
    return database
        .preparedQuery(
            """
            select client, parameters, created_at, replaces from authorization_request
            where digest = $1 and visit = $3 and expires_at > $2
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(id.digest()), utc(clock.instant()), Buffer.buffer(visit.digest())))
        .map(Requests::first);
  }

  /// Takes a begun request of this browser: it is answered.
  ///
  /// @return whether it was there: it is answered once
  Uni<Boolean> take(Opaque id, Opaque visit) {
    return database
        .preparedQuery(
            """
            delete from authorization_request
            where digest = $1 and visit = $3 and expires_at > $2
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(id.digest()), utc(clock.instant()), Buffer.buffer(visit.digest())))
        .map(taken -> taken.rowCount() == 1);
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from authorization_request where expires_at < $1")
        .execute(Tuple.of(utc(clock.instant())))
        .replaceWithVoid();
  }

  private static Optional<Kept> first(RowSet<Row> rows) {
    var rest = rows.iterator();
    if (!rest.hasNext()) {
      return Optional.empty();
    }
    var row = rest.next();
    return Optional.of(
        new Kept(
            row.getString("client"),
            row.getString("parameters"),
            row.getOffsetDateTime("created_at").toInstant(),
            Optional.ofNullable(row.getUUID("replaces"))));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
