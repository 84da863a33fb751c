package fr.vigie.identity.federation;

import fr.vigie.contracts.identity.IdentityEvent.FederatedIdentityBound;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.Session;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whose account an identity of another provider is bound to, and those that wait to be bound.
@ApplicationScoped
class FederatedIdentities {

  /// An identity over there, by its provider's name here and a keyed hash of (idp, subject).
  record Identity(String provider, String subject) {}

  /// Long enough to sign in, too short to be found by the next person at the desk.
  static final Duration WAITING = Duration.ofMinutes(10);

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final EventStore store;
  private final Pool database;
  private final Clock clock;
  private final byte[] key;

  FederatedIdentities(EventStore store, Pool database, Clock clock, IdentitySettings settings) {
    this.store = store;
    this.database = database;
    this.clock = clock;
    this.key = Keyed.key("vigie.identity.account-key", settings.accountKey());
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "federation sweep", SWEEP, this::sweep);
  }

  /// The identity of (idp, subject). Both lengths are in what is hashed, so that no two pairs share
  /// a text.
  Identity of(String provider, String idp, String subject) {
    var text = "federation:%s:%d:%s:%s".formatted(provider, idp.length(), idp, subject);
    return new Identity(provider, Keyed.code(key, text));
  }

  Uni<Optional<UUID>> account(Identity identity) {
    return database
        .preparedQuery(
            "select account from federated_identity where provider = $1 and subject = $2")
        .execute(Tuple.of(identity.provider(), identity.subject()))
        .map(rows ->
            rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("account")));
  }

  /// Keeps an identity that is nobody's yet for whoever bears the secret.
  Uni<Opaque> await(Identity identity) {
    var secret = Opaque.random();
    return database
        .preparedQuery(
            """
            insert into federated_visitor (digest, provider, subject, expires_at)
            values ($1, $2, $3, $4)
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(secret.digest()),
                identity.provider(),
                identity.subject(),
                now().plus(WAITING)))
        .replaceWith(secret);
  }

  Uni<Optional<Identity>> waiting(Opaque secret) {
    return database
        .preparedQuery(
            """
            select provider, subject from federated_visitor where digest = $1 and expires_at > $2
            """)
        .execute(Tuple.of(Buffer.buffer(secret.digest()), now()))
        .map(FederatedIdentities::first);
  }

  /// Binds the identity that waits under this secret to the session's account, once. The event is
  /// there before the binding is: a crash between the two leaves an event too many, and no way in
  /// that nobody was told of.
  ///
  /// @return whether it is bound to this account now
  Uni<Boolean> bind(Opaque secret, Session session, Trail trail) {
    return waiting(secret)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(false)
                : bind(found.get(), session, trail)
                    .flatMap(bound -> forget(secret).replaceWith(bound)));
  }

  private Uni<Boolean> bind(Identity identity, Session session, Trail trail) {
    var account = session.account();
    var event = new FederatedIdentityBound(account.toString(), identity.provider());
    return Uni.createFrom()
        .completionStage(
            () -> store.append(trail.attributes(account, session.id()), List.of(event)))
        .chain(() ->
            database
                .preparedQuery(
                    """
                    insert into federated_identity (provider, subject, account, bound_at)
                    values ($1, $2, $3, $4) on conflict do nothing
                    """)
                .execute(Tuple.of(identity.provider(), identity.subject(), account, now())))
        .chain(() -> account(identity))
        .map(now -> now.filter(account::equals).isPresent());
  }

  private Uni<Void> forget(Opaque secret) {
    return database
        .preparedQuery("delete from federated_visitor where digest = $1")
        .execute(Tuple.of(Buffer.buffer(secret.digest())))
        .replaceWithVoid();
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from federated_visitor where expires_at < $1")
        .execute(Tuple.of(now()))
        .replaceWithVoid();
  }

  private static Optional<Identity> first(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    var row = rows.iterator().next();
    return Optional.of(new Identity(row.getString("provider"), row.getString("subject")));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
