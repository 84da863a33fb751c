package fr.vigie.identity.logout;

import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.Clients;
import fr.vigie.identity.key.SigningKeys;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Tells applications of sessions that have ended (OpenID Connect Back-Channel Logout 1.0), however
/// they ended: whatever ends a session does so in its row, and here those rows are read. What is to
/// be told is kept in the database until it was heard, so that neither a crash nor an application
/// that is away for a while loses any.
@ApplicationScoped
class LogoutNotices {

  private static final Logger LOG = Logger.getLogger(LogoutNotices.class);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration GOOD_FOR = Duration.ofMinutes(2);
  private static final int A_ROUND = 100;
  // Pauses of 1, 2, 4, ... seconds: over an hour in all. Then its tokens have long run out.
  private static final int ATTEMPTS = 12;

  private final Pool database;
  private final Clients clients;
  private final SigningKeys keys;
  private final WebClient http;
  private final String issuer;
  private final Clock clock;

  LogoutNotices(
      Pool database,
      Clients clients,
      SigningKeys keys,
      io.vertx.mutiny.core.Vertx vertx,
      IdentitySettings settings,
      Clock clock) {
    this.database = database;
    this.clients = clients;
    this.keys = keys;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("identity-service")
                .setConnectTimeout(2_000));
    this.issuer = settings.url().toString();
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "logout notices", ROUND, this::round);
  }

  private Uni<Void> round() {
    return collect().chain(() -> deliver());
  }

  // Of each session that has ended, one notice for each application that has tokens of it.
  private Uni<Void> collect() {
    var told = clients.toldOfLogouts().stream().map(Client::id).toArray(String[]::new);
    return database.withTransaction(connection ->
        connection
            .preparedQuery(
                """
                update session set noticed = true where sid in
                  (select sid from session where ended_at is not null and not noticed
                   order by ended_at limit $1 for update skip locked)
                returning sid, account
                """)
            .execute(Tuple.of(A_ROUND))
            .flatMap(ended ->
                Multi.createFrom()
                    .iterable(ended)
                    .onItem()
                    .transformToUniAndConcatenate(row ->
                        connection
                            .preparedQuery(
                                """
                                insert into logout_notice (session, client, account, next_at)
                                select distinct session, client, $2::uuid, $3::timestamptz
                                from refresh_token where session = $1 and client = any ($4)
                                on conflict do nothing
                                """)
                            .execute(
                                Tuple.of(row.getUUID("sid"), row.getUUID("account"), now(), told)))
                    .collect()
                    .last()
                    .replaceWithVoid()));
  }

  // Claimed for a while first: of several replicas one tells, and one that dies leaves it to
  // others.
  private Uni<Void> deliver() {
    return database
        .preparedQuery(
            """
            update logout_notice
            set attempts = attempts + 1,
                next_at = $1::timestamptz + interval '1 second' * power(2, attempts)
            where (session, client) in
              (select session, client from logout_notice where next_at <= $1
               order by next_at limit $2 for update skip locked)
            returning session, client, account, attempts
            """)
        .execute(Tuple.of(now(), A_ROUND))
        .flatMap(due ->
            Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::deliver)
                .merge(8)
                .collect()
                .last()
                .replaceWithVoid());
  }

  private Uni<Void> deliver(Row notice) {
    UUID session = notice.getUUID("session");
    var client = clients.find(notice.getString("client"));
    var uri = client.flatMap(Client::backChannelLogoutUri);
    if (client.isEmpty() || uri.isEmpty()) {
      return forget(session, notice.getString("client"));
    }
    return tell(uri.get(), client.get().id(), notice.getUUID("account"), session)
        .onFailure()
        .recoverWithItem(0)
        .flatMap(status -> {
          if (status / 100 == 2) {
            return forget(session, client.get().id());
          }
          LOG.warnf("%s has not taken a logout token: %d", client.get().id(), status);
          return notice.getInteger("attempts") < ATTEMPTS
              ? Uni.createFrom().voidItem()
              : forget(session, client.get().id());
        });
  }

  private Uni<Integer> tell(URI uri, String client, UUID account, UUID session) {
    return keys.ring()
        .map(ring -> ring.current().sign("logout+jwt", claims(client, account, session)))
        .flatMap(token ->
            http.postAbs(uri.toString())
                .timeout(5_000)
                .sendForm(MultiMap.caseInsensitiveMultiMap().add("logout_token", token)))
        .map(answer -> answer.statusCode());
  }

  private Map<String, Object> claims(String client, UUID account, UUID session) {
    var now = clock.instant();
    return Map.of(
        "iss", issuer,
        "aud", List.of(client),
        "iat", now.getEpochSecond(),
        "exp", now.plus(GOOD_FOR).getEpochSecond(),
        "jti", UUID.randomUUID().toString(),
        "sub", account.toString(),
        "sid", session.toString(),
        "events", Map.of(EVENT, Map.of()));
  }

  private Uni<Void> forget(UUID session, String client) {
    return database
        .preparedQuery("delete from logout_notice where session = $1 and client = $2")
        .execute(Tuple.of(session, client))
        .replaceWithVoid();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
