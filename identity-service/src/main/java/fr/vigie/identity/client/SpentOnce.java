package fr.vigie.identity.client;

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
import java.time.Instant;
import java.time.ZoneOffset;

/// Remembers what is good once, over all replicas, for as long as it would be good: assertions and
/// proofs by their `jti`.
@ApplicationScoped
public class SpentOnce {

  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Pool database;
  private final Clock clock;

  SpentOnce(Pool database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "spent proofs sweep", SWEEP, this::sweep);
  }

  /// Whether this is the first time.
  ///
  /// @param whose keeps one giver's ids from another's
  public Uni<Boolean> spend(String whose, String id, Instant until) {
    return database
        .preparedQuery(
            "insert into spent (digest, expires_at) values ($1, $2) on conflict do nothing")
        .execute(
            Tuple.of(
                Buffer.buffer(new Opaque(whose + '\n' + id).digest()),
                until.atOffset(ZoneOffset.UTC)))
        .map(inserted -> inserted.rowCount() == 1);
  }

  // A while longer than they are good, for clocks that differ.
  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from spent where expires_at < $1")
        .execute(Tuple.of(clock.instant().minus(Duration.ofMinutes(5)).atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
