package fr.vigie.identity.session;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.contracts.status.Scope;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.platform.References;
import fr.vigie.identity.platform.Trail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The door to sessions.
@ApplicationScoped
public class Sessions {

  /// A session just opened, and the secret its cookie bears.
  public record Opened(Session session, Opaque secret) {}

  /// Parts of a statement of another room that comes upon a session: `named` names it, as
  /// `session`; `open` is it, where it is still open, and its sign of life is written; `$1` is now.
  /// Of what it answers [#resumed] reads the columns of `open`.
  public static final String RESUMED =
      """
      open as (
        select sid, account, authenticated_at, organisation, methods, seen_at
        from named join session on session.sid = named.session
        where ended_at is null and closes_at > $1
          and seen_at + idle_seconds * interval '1 second' > $1),
      touched as (
        update session set seen_at = greatest(session.seen_at, $1) from open
        where session.sid = open.sid and open.seen_at < $1 - interval '10 seconds')
      """;

  private static final Duration SWEEP = Duration.ofSeconds(15);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int A_ROUND = 100;

  private final EventStore store;
  private final Pool database;
  private final Clock clock;
  private final SessionLimits limits;
  private final Acting acting;

  Sessions(EventStore store, Pool database, Clock clock, IdentitySettings settings, Acting acting) {
    this.store = store;
    this.database = database;
    this.clock = clock;
    this.limits = SessionLimits.of(settings.session());
    this.acting = acting;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "session sweep", SWEEP, this::sweep);
  }

  /// Opens a session. Its event is durable before it can be used.
  ///
  /// Fails with [MayNotActException] where the account, or its organisation, may not act. It is
  /// looked at once more when the session is there: a freeze, a closing, or another role that came
  /// in between ended those it found, and this one was not yet among them.
  public Uni<Opened> open(Account account, ShownFactors shown, Trail trail) {
    return open(account, shown, clock.instant(), trail);
  }

  /// Opens a session on factors that were shown elsewhere.
  ///
  /// @param authenticatedAt when; a step-up is measured from it
  public Uni<Opened> open(
      Account account, ShownFactors shown, Instant authenticatedAt, Trail trail) {
    return acting
        .require(account)
        .chain(() -> begin(account, shown, authenticatedAt, trail))
        .call(opened ->
            acting
                .requireStill(account)
                .onFailure()
                .call(stopped -> end(opened.session().id(), EndCause.of(stopped), trail)));
  }

  private Uni<Opened> begin(
      Account account, ShownFactors shown, Instant authenticatedAt, Trail trail) {
    var now = clock.instant();
    var session = new Session(UUID.randomUUID(), account.id(), authenticatedAt, shown);
    var secret = Opaque.random();
    var signedIn = new SignedIn(account.id().toString(), session.id().toString(), shown.methods());
    var attributes = new TreeMap<>(trail.attributes(account.id(), session.id()));
    attributes.put(Attribute.ORGANISATION.key(), account.organisation());
    attributes.put(Attribute.AGENCY.key(), account.agency());
    return Uni.createFrom()
        .completionStage(() -> store.append(attributes, List.of(signedIn)))
        .chain(() ->
            database
                .preparedQuery(
                    """
                    insert into session
                      (sid, digest, account, authenticated_at, seen_at, closes_at, organisation,
                       idle_seconds, methods, begun_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5)
                    """)
                .execute(
                    Tuple.from(
                        List.of(
                            session.id(),
                            io.vertx.core.buffer.Buffer.buffer(secret.digest()),
                            account.id(),
                            utc(authenticatedAt),
                            utc(now),
                            utc(now.plus(limits.absolute(account.roles()))),
                            account.organisation(),
                            (int) limits.idle(account.roles()).toSeconds(),
                            shown.methods().toArray(String[]::new)))))
        .replaceWith(new Opened(session, secret));
  }

  /// The session a cookie opens, if it is still open. Counts as a sign of life, written down every
  /// ten seconds at most: what writes nothing waits for no disk.
  public Uni<Optional<Session>> resume(Opaque secret) {
    return database
        .preparedQuery(
            "with named as (select sid as session from session where digest = $2), "
                + RESUMED
                + " select sid, account, authenticated_at, organisation, methods from open")
        .execute(
            Tuple.of(utc(clock.instant()), io.vertx.core.buffer.Buffer.buffer(secret.digest())))
        .map(this::first);
  }

  /// The session in an answer to a statement that [#RESUMED] is a part of, if it was still open.
  public Optional<Session> resumed(Row row) {
    return row.getUUID("sid") == null ? Optional.empty() : session(row);
  }

  /// Whether the session of this id is open. Not a sign of life: a token is used by machines.
  public Uni<Boolean> isOpen(UUID id) {
    var now = clock.instant();
    return database
        .preparedQuery(
            """
            select sid, account, authenticated_at, organisation, methods from session
            where sid = $2 and ended_at is null and closes_at > $1
              and seen_at + idle_seconds * interval '1 second' > $1
            """)
        .execute(Tuple.of(utc(now), id))
        .map(rows -> first(rows).isPresent());
  }

  /// Ends a session, for whatever cause. One that is over stays over, and its first cause stands.
  public Uni<Void> end(UUID id, EndCause cause, Trail trail) {
    return database
        .preparedQuery(
            """
            update session set ended_at = $2, cause = $3 where sid = $1 and ended_at is null
            returning sid, account, cause
            """)
        .execute(Tuple.of(id, utc(clock.instant()), cause.word()))
        .flatMap(ended -> announceAll(ended, trail));
  }

  /// Ends every session of what is frozen.
  public Uni<Void> endAllOf(Scope scope, String target, Trail trail) {
    return switch (scope) {
      case ORGANISATION -> endAllWith("organisation", Optional.of(target), trail);
      case ACCOUNT -> endAllWith("account", References.of(target), trail);
      case SESSION -> endAllWith("sid", References.of(target), trail);
    };
  }

  // Compared as what the column is: as text, every open session would be looked at.
  private Uni<Void> endAllWith(String column, Optional<?> value, Trail trail) {
    if (value.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return database
        .preparedQuery(
            """
            update session set ended_at = $2, cause = $3
            where ended_at is null and %s = $1
            returning sid, account, cause
            """
                .formatted(column))
        .execute(Tuple.of(value.get(), utc(clock.instant()), EndCause.FROZEN.word()))
        .flatMap(ended -> announceAll(ended, trail));
  }

  /// Ends every session of an account.
  ///
  /// @param but the one that goes on, if any
  public Uni<Void> endAll(UUID account, Optional<UUID> but, EndCause cause, Trail trail) {
    return database
        .preparedQuery(
            """
            update session set ended_at = $2, cause = $3
            where account = $1 and ended_at is null and ($4::uuid is null or sid <> $4)
            returning sid, account, cause
            """)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  account, utc(clock.instant()), cause.word(), but.orElse(null)
                }))
        .flatMap(ended -> announceAll(ended, trail));
  }

  // Ends what ran out, announces what a crash kept back, forgets what is long over.
  private Uni<Void> sweep() {
    var now = clock.instant();
    return database
        .preparedQuery(
            """
            update session set ended_at = $1, cause = $2
            where ended_at is null
              and (closes_at <= $1 or seen_at + idle_seconds * interval '1 second' <= $1)
            """)
        .execute(Tuple.of(utc(now), EndCause.EXPIRED.word()))
        .chain(() ->
            database
                .preparedQuery(
                    """
                    select sid, account, cause from session
                    where ended_at is not null and not announced
                    order by ended_at limit $1
                    """)
                .execute(Tuple.of(A_ROUND)))
        .flatMap(ended -> announceAll(ended, Trail.ofTheService()))
        .chain(() ->
            database
                .preparedQuery("delete from session where announced and ended_at < $1")
                .execute(Tuple.of(utc(now.minus(KEPT)))))
        .replaceWithVoid();
  }

  private Uni<Void> announceAll(RowSet<Row> ended, Trail trail) {
    return Multi.createFrom()
        .iterable(ended)
        .onItem()
        .transformToUniAndConcatenate(row ->
            announce(row.getUUID("sid"), row.getUUID("account"), row.getString("cause"), trail))
        .collect()
        .last()
        .replaceWithVoid();
  }

  // Two replicas may come here for the same session: the store lets one event through.
  private Uni<Void> announce(UUID id, UUID account, String cause, Trail trail) {
    var event = new SessionEnded(account.toString(), id.toString(), cause);
    return Uni.createFrom()
        .completionStage(() ->
            store.<Boolean, Boolean>decide(
                trail.attributes(account, id),
                Boundary.of(IdentityEvents.session(id.toString()), SessionEnded.class),
                false,
                (_, _) -> true,
                told ->
                    told ? new Decision<>(List.of(), false) : new Decision<>(List.of(event), true)))
        .chain(() ->
            database
                .preparedQuery("update session set announced = true where sid = $1")
                .execute(Tuple.of(id)))
        .replaceWithVoid();
  }

  private Optional<Session> first(RowSet<Row> rows) {
    var rest = rows.iterator();
    return rest.hasNext() ? session(rest.next()) : Optional.empty();
  }

  private Optional<Session> session(Row row) {
    var id = row.getUUID("sid");
    var account = row.getUUID("account");
    return acting.mayGoOn(account, id, row.getString("organisation"))
        ? Optional.of(
            new Session(
                id,
                account,
                row.getOffsetDateTime("authenticated_at").toInstant(),
                new ShownFactors(List.of(row.getArrayOfStrings("methods")))))
        : Optional.empty();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
