package fr.vigie.identity.token;

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
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Refresh tokens: known by their digest, good once, replaced at each use, worth nothing without
/// their session.
@ApplicationScoped
class RefreshTokens {

  /// What a token stands for.
  record Grant(UUID session, String client, String scope) {}

  /// What came of a token.
  sealed interface Redeemed {
    /// It was, and is no more.
    ///
    /// @param next in its place
    /// @param holder the session it is of, if that is still open
    record Good(String scope, Opaque next, Optional<Holder> holder) implements Redeemed {}

    /// Someone was here before: one of the two is a thief.
    record Again(UUID session) implements Redeemed {}

    /// It is good, and another's: another application shows it, or another key.
    record Anothers() implements Redeemed {}

    record Unknown() implements Redeemed {}
  }

  // Longer than any session: kept so that a reuse is known for one.
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final Duration SWEEP = Duration.ofSeconds(60);

  private final Holders holders;
  private final Pool database;
  private final Clock clock;

  RefreshTokens(Holders holders, Pool database, Clock clock) {
    this.holders = holders;
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "refresh token sweep", SWEEP, this::sweep);
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from refresh_token where expires_at < $1")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /// Uses a token up, and puts another in its place, in one commit. Only for the client it was
  /// given to, with the key it is bound to: another's attempt changes nothing.
  Uni<Redeemed> redeem(Opaque token, String client, Optional<String> key) {
    var digest = Buffer.buffer(token.digest());
    var next = Opaque.random();
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    return database
        .preparedQuery(
            """
            with named as (
              update refresh_token set used_at = $1
              where digest = $2 and client = $3 and used_at is null and expires_at > $1
                and key is not distinct from $4
              returning session, client, scope, key),
            made as (
              insert into refresh_token (digest, session, client, scope, expires_at, key)
              select $5::bytea, session, client, scope, $6::timestamptz, key from named),
            """
                + Holders.OF_NAMED)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  now,
                  digest,
                  client,
                  key.orElse(null),
                  Buffer.buffer(next.digest()),
                  now.plus(LIFETIME)
                }))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            return whyNot(digest);
          }
          var row = rows.iterator().next();
          return Uni.createFrom()
              .item(new Redeemed.Good(row.getString("scope"), next, holders.in(row)));
        });
  }

  /// What a token stands for, without using it up; none where another client shows it.
  Uni<Optional<Grant>> find(Opaque token, String client) {
    return database
        .preparedQuery(
            """
            select session, scope from refresh_token
            where digest = $1 and client = $2 and used_at is null and expires_at > $3
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(token.digest()), client, clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Grant(row.getUUID("session"), client, row.getString("scope")))
                .findFirst());
  }

  private Uni<Redeemed> whyNot(Buffer digest) {
    return database
        .preparedQuery(
            "select session, used_at is not null as used from refresh_token where digest = $1")
        .execute(Tuple.of(digest))
        .map(rows -> {
          if (rows.size() == 0) {
            return new Redeemed.Unknown();
          }
          var row = rows.iterator().next();
          return row.getBoolean("used")
              ? new Redeemed.Again(row.getUUID("session"))
              : new Redeemed.Anothers();
        });
  }
}
