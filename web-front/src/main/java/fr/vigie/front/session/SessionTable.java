package fr.vigie.front.session;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Sessions in the database, by the digest of what the browser holds.
@ApplicationScoped
class SessionTable {

  private static final Logger LOG = Logger.getLogger(SessionTable.class);

  private final Pool pool;
  private final Seal seal;
  private final SessionSettings settings;

  SessionTable(Pool pool, Seal seal, SessionSettings settings) {
    this.pool = pool;
    this.seal = seal;
    this.settings = settings;
  }

  // A missing or malformed key stops the start, not the first sign-in.
  void refuseToStartWithoutKey(@Observes StartupEvent unused) {
    seal.close(new byte[0], new byte[0]);
  }

  Uni<Optional<Session>> find(SessionId id) {
    return pool.preparedQuery(
            """
            select tokens from session where id = $1 and idle_at > now() and ends_at > now()
            """)
        .execute(Tuple.of(Buffer.buffer(id.digest())))
        .map(rows -> rows.rowCount() == 0 ? Optional.empty() : opened(id, rows.iterator().next()));
  }

  private Optional<Session> opened(SessionId id, Row row) {
    try {
      return Optional.of(
          Tokens.parse(id, seal.open(row.getBuffer("tokens").getBytes(), id.digest())));
    } catch (GeneralSecurityException _) {
      LOG.warn("a session was sealed with another key, or altered: taken for none");
      return Optional.empty();
    }
  }

  /// Keeps a new session, and sweeps out those that have ended.
  Uni<Void> start(Session session) {
    return pool.preparedQuery("delete from session where idle_at < now() or ends_at < now()")
        .execute()
        .chain(() ->
            pool.preparedQuery(
                    """
                    insert into session (id, sid, tokens, started_at, idle_at, ends_at)
                    values ($1, $2, $3, now(), now() + $4 * interval '1 second',
                      now() + $5 * interval '1 second')
                    """)
                .execute(
                    Tuple.of(
                        Buffer.buffer(session.id().digest()),
                        session.sid(),
                        sealed(session),
                        settings.sessionIdle().toSeconds(),
                        settings.sessionLife().toSeconds())))
        .replaceWithVoid();
  }

  /// Puts renewed tokens in the place of old ones; false where the session has ended meanwhile.
  Uni<Boolean> renew(Session session) {
    return pool.preparedQuery(
            """
            update session
            set tokens = $2, idle_at = now() + $3 * interval '1 second', refreshing_until = null
            where id = $1 and ends_at > now()
            """)
        .execute(
            Tuple.of(
                Buffer.buffer(session.id().digest()),
                sealed(session),
                settings.sessionIdle().toSeconds()))
        .map(rows -> rows.rowCount() == 1);
  }

  /// The session as it is now, for the one request, over all replicas, that is to renew its tokens;
  /// empty for the others. A refresh token works once: two requests that used it would look like
  /// theft.
  Uni<Optional<Session>> claimRenewal(SessionId id) {
    return pool.preparedQuery(
            """
            update session set refreshing_until = now() + interval '10 seconds'
            where id = $1 and idle_at > now() and ends_at > now()
              and (refreshing_until is null or refreshing_until < now())
            returning tokens
            """)
        .execute(Tuple.of(Buffer.buffer(id.digest())))
        .map(rows -> rows.rowCount() == 0 ? Optional.empty() : opened(id, rows.iterator().next()));
  }

  /// Gives back a claim that turned out to be needless.
  Uni<Void> giveBackRenewal(SessionId id) {
    return pool.preparedQuery("update session set refreshing_until = null where id = $1")
        .execute(Tuple.of(Buffer.buffer(id.digest())))
        .replaceWithVoid();
  }

  Uni<Void> end(SessionId id) {
    return pool.preparedQuery("delete from session where id = $1")
        .execute(Tuple.of(Buffer.buffer(id.digest())))
        .replaceWithVoid();
  }

  /// Ends whatever sessions stand for one sign-in at identity-service.
  Uni<Void> endOf(String sid) {
    return pool.preparedQuery("delete from session where sid = $1")
        .execute(Tuple.of(sid))
        .replaceWithVoid();
  }

  private Buffer sealed(Session session) {
    return Buffer.buffer(seal.close(Tokens.clear(session), session.id().digest()));
  }
}
