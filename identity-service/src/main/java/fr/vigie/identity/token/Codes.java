package fr.vigie.identity.token;

import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Authorization codes: known by their digest, good once, for a minute.
@ApplicationScoped
public class Codes {

  /// What a code stands for.
  ///
  /// @param key thumbprint of the key it is bound to
  public record Grant(
      UUID session,
      String client,
      String redirectUri,
      String challenge,
      @Nullable String nonce,
      @Nullable String key,
      String scope) {}

  /// What came of a code.
  sealed interface Redeemed {
    /// It was good, and is no more.
    ///
    /// @param holder the session it is of, if that is still open
    record Good(Grant grant, Optional<Holder> holder) implements Redeemed {}

    /// Someone was here before: one of the two is a thief.
    record Again(UUID session) implements Redeemed {}

    record Unknown() implements Redeemed {}
  }

  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final String ISSUED =
      """
      insert into authorization_code
        (digest, session, client, redirect_uri, challenge, nonce, scope, expires_at, key)
      select $1::bytea, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text,
        $8::timestamptz, $9::text
      """;

  private final Holders holders;
  private final Pool database;
  private final Clock clock;

  Codes(Holders holders, Pool database, Clock clock) {
    this.holders = holders;
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "code sweep", SWEEP, this::sweep);
  }

  // A code that was used is kept for an hour, so that a second use is known for one.
  private Uni<Void> sweep() {
    var now = Tuple.of(clock.instant().atOffset(ZoneOffset.UTC));
    return database
        .preparedQuery(
            """
            delete from authorization_code where expires_at < $1::timestamptz - interval '1 hour'
            """)
        .execute(now)
        .replaceWithVoid();
  }

  /// A code for what an application was granted.
  public Uni<Opaque> issue(Grant grant) {
    var code = Opaque.random();
    return database.preparedQuery(ISSUED).execute(row(code, grant)).replaceWith(code);
  }

  /// A code in answer to a request that this browser made, which is answered by that; none where it
  /// is no more, or was answered before.
  public Uni<Optional<Opaque>> issue(Opaque request, Opaque visit, Grant grant) {
    var code = Opaque.random();
    // The table is the provider's. Asked of its door, it would take a transaction of four journeys
    // at every sign-in: request and code in one commit are one statement here.
    return database
        .preparedQuery(
            """
            with answered as (
              delete from authorization_request
              where digest = $10 and visit = $11 and expires_at > $12
              returning digest)
            """
                + ISSUED
                + "from answered")
        .execute(
            row(code, grant)
                .addValue(Buffer.buffer(request.digest()))
                .addValue(Buffer.buffer(visit.digest()))
                .addValue(clock.instant().atOffset(ZoneOffset.UTC)))
        .map(made -> made.rowCount() == 1 ? Optional.of(code) : Optional.empty());
  }

  private Tuple row(Opaque code, Grant grant) {
    return Tuple.from(
        new @Nullable Object[] {
          Buffer.buffer(code.digest()),
          grant.session(),
          grant.client(),
          grant.redirectUri(),
          grant.challenge(),
          grant.nonce(),
          grant.scope(),
          clock.instant().plus(LIFETIME).atOffset(ZoneOffset.UTC),
          grant.key()
        });
  }

  /// Uses a code up, whatever comes of it: a code shown with a wrong verifier is lost too. In the
  /// same commit a refresh token is made of it, which nobody learns of where the code is refused.
  ///
  /// @param refresh that token
  /// @param key thumbprint of the key it is bound to
  Uni<Redeemed> redeem(Opaque code, Opaque refresh, Optional<String> key) {
    var digest = Buffer.buffer(code.digest());
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    return database
        .preparedQuery(
            """
            with named as (
              update authorization_code set used_at = $1
              where digest = $2 and used_at is null and expires_at > $1
              returning session, client, redirect_uri, challenge, nonce, key, scope),
            made as (
              insert into refresh_token (digest, session, client, scope, expires_at, key)
              select $3::bytea, session, client, scope, $4::timestamptz, $5::text from named),
            """
                + Holders.OF_NAMED)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  now,
                  digest,
                  Buffer.buffer(refresh.digest()),
                  now.plus(RefreshTokens.LIFETIME),
                  key.orElse(null)
                }))
        .flatMap(rows ->
            rows.size() == 1
                ? Uni.createFrom().item(good(rows.iterator().next()))
                : usedBefore(digest));
  }

  private Uni<Redeemed> usedBefore(Buffer digest) {
    return database
        .preparedQuery(
            "select session from authorization_code where digest = $1 and used_at is not null")
        .execute(Tuple.of(digest))
        .map(rows ->
            rows.size() == 1
                ? new Redeemed.Again(rows.iterator().next().getUUID("session"))
                : new Redeemed.Unknown());
  }

  private Redeemed good(Row row) {
    return new Redeemed.Good(grant(row), holders.in(row));
  }

  private static Grant grant(Row row) {
    return new Grant(
        row.getUUID("session"),
        row.getString("client"),
        row.getString("redirect_uri"),
        row.getString("challenge"),
        row.getString("nonce"),
        row.getString("key"),
        row.getString("scope"));
  }
}
