package fr.vigie.identity.signin;

import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// Sign-ins between password and code, on the server: the browser holds a random secret and nothing
/// else. Five minutes, then from the start.
@ApplicationScoped
class Journeys {

  /// A sign-in that awaits its code.
  ///
  /// @param request the application's request it is for
  record Journey(String request, SignIn.AwaitsCode state, String accountKey) {}

  static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Pool database;
  private final Clock clock;

  Journeys(Pool database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "journey sweep", SWEEP, this::sweep);
  }

  Uni<Opaque> begin(Journey journey) {
    var secret = Opaque.random();
    return database
        .preparedQuery(
            """
            insert into journey (digest, request, account, account_key, expires_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(secret.digest()),
                journey.request(),
                journey.state().account(),
                journey.accountKey(),
                now().plus(LIFETIME)))
        .replaceWith(secret);
  }

  Uni<Optional<Journey>> find(Opaque secret) {
    return database
        .preparedQuery(
            """
            select request, account, account_key from journey
            where digest = $1 and expires_at > $2
            """)
        .execute(Tuple.of(Buffer.buffer(secret.digest()), now()))
        .map(rows -> {
          if (rows.size() == 0) {
            return Optional.empty();
          }
          var row = rows.iterator().next();
          UUID account = row.getUUID("account");
          return Optional.of(
              new Journey(
                  row.getString("request"),
                  new SignIn.AwaitsCode(account),
                  row.getString("account_key")));
        });
  }

  /// Ends a journey.
  ///
  /// @return whether it was this call that ended it
  Uni<Boolean> end(Opaque secret) {
    return database
        .preparedQuery("delete from journey where digest = $1")
        .execute(Tuple.of(Buffer.buffer(secret.digest())))
        .map(result -> result.rowCount() == 1);
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from journey where expires_at < $1")
        .execute(Tuple.of(now()))
        .replaceWithVoid();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
