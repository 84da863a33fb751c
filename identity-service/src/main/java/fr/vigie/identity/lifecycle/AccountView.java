package fr.vigie.identity.lifecycle;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesReviewed;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.session.EndCause;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The tables `account_view` and `role_request`: every account as it stands, and the requests that
/// wait; and when sessions were last over by a change, for those that a dying process left open.
@Singleton
class AccountView {

  private static final Set<Class<?>> WANTED =
      Set.of(
          AccountCreated.class,
          AccountClosed.class,
          AccountReopened.class,
          RolesRequested.class,
          RolesGranted.class,
          RolesRefused.class,
          RolesWithdrawn.class,
          RolesReviewed.class,
          SignedIn.class);

  private static final String CREATED =
      """
      insert into account_view (account, organisation, agency, roles, created_at, reviewed_at)
      values ($1, $2, $3, $4, $5, $5) on conflict do nothing
      """;
  private static final String CLOSED =
      """
      with gone as (delete from role_request where account = $1)
      update account_view set closed_cause = $2, roles = '{}' where account = $1
      """;
  private static final String REOPENED =
      "update account_view set closed_cause = null, reviewed_at = $2, signed_in_at = $2"
          + " where account = $1";
  private static final String REQUESTED =
      """
      insert into role_request (account, request, roles, requested_by, requested_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing
      """;
  private static final String GRANTED =
      """
      with gone as (delete from role_request where account = $1 and request = $2)
      update account_view
      set roles = array(select distinct unnest(roles || $3::text[]) order by 1), reviewed_at = $4
      where account = $1
      """;
  private static final String REFUSED =
      "delete from role_request where account = $1 and request = $2";
  private static final String WITHDRAWN =
      """
      update account_view
      set roles = array(select unnest(roles) except select unnest($2::text[]) order by 1)
      where account = $1
      """;
  private static final String REVIEWED =
      "update account_view set reviewed_at = $2 where account = $1";
  private static final String SIGNED_IN =
      """
      update account_view as v set signed_in_at = greatest(v.signed_in_at, s.at)
      from unnest($1::uuid[], $2::timestamptz[]) as s (account, at) where v.account = s.account
      """;
  private static final String CHANGED =
      "update account_view set changed_at = $2, changed_cause = $3 where account = $1";

  // Whether an account is dormant is a matter of weeks.
  private static final Duration SIGN_INS = Duration.ofSeconds(1);

  @Produces
  @Singleton
  @Named("accounts")
  Projection projection(PostgresEventStorageEngine engine, EventTypes types) {
    return Projection.ofTypes("accounts", engine, types, WANTED, AccountView::take)
        .unhurried(SIGN_INS, Set.of(SignedIn.class));
  }

  // Sign-ins last and all at once: none makes an account, and of several the latest counts.
  private static Future<?> take(SqlConnection connection, List<StoredEvent> batch) {
    var signedIn = new TreeMap<UUID, OffsetDateTime>();
    Future<?> done = Future.succeededFuture();
    for (var stored : batch) {
      if (stored.payload() instanceof SignedIn in) {
        signedIn.merge(
            id(in.account()), at(stored), (one, other) -> one.isAfter(other) ? one : other);
      } else {
        done = done.compose(_ -> take(connection, stored));
      }
    }
    return signedIn.isEmpty()
        ? done
        : done.compose(_ ->
            run(
                connection,
                SIGNED_IN,
                signedIn.keySet().toArray(UUID[]::new),
                signedIn.values().toArray(OffsetDateTime[]::new)));
  }

  private static Future<?> take(SqlConnection connection, StoredEvent stored) {
    var event = (IdentityEvent) stored.payload();
    var at = at(stored);
    var written = write(connection, event, at);
    return Lifecycles.endedBy(event)
        .<Future<?>>map(cause -> written.compose(_ -> changed(connection, event, cause, at)))
        .orElse(written);
  }

  private static Future<?> write(SqlConnection connection, IdentityEvent event, OffsetDateTime at) {
    return switch (event) {
      case AccountCreated(var account, var organisation, var agency, var roles) ->
          run(connection, CREATED, id(account), organisation, agency, array(roles), at);
      case AccountClosed(var account, var cause) -> run(connection, CLOSED, id(account), cause);
      case AccountReopened(var account) -> run(connection, REOPENED, id(account), at);
      case RolesRequested(var account, var request, var roles, var by) ->
          run(connection, REQUESTED, id(account), request, array(roles), by, at);
      case RolesGranted(var account, var request, var roles) ->
          run(connection, GRANTED, id(account), request, array(roles), at);
      case RolesRefused(var account, var request, _) ->
          run(connection, REFUSED, id(account), request);
      case RolesWithdrawn(var account, var roles) ->
          run(connection, WITHDRAWN, id(account), array(roles));
      case RolesReviewed(var account, _) -> run(connection, REVIEWED, id(account), at);
      default -> throw new IllegalStateException("not wanted");
    };
  }

  private static Future<?> changed(
      SqlConnection connection, IdentityEvent event, EndCause cause, OffsetDateTime at) {
    var account =
        switch (event) {
          case AccountClosed closed -> closed.account();
          case RolesGranted granted -> granted.account();
          case RolesWithdrawn withdrawn -> withdrawn.account();
          default -> throw new IllegalStateException("ends no session");
        };
    return run(connection, CHANGED, id(account), at, cause.word());
  }

  private static Future<?> run(SqlConnection connection, String sql, Object... values) {
    return connection.preparedQuery(sql).execute(Tuple.wrap(values));
  }

  private static OffsetDateTime at(StoredEvent stored) {
    return stored.time().atOffset(ZoneOffset.UTC);
  }

  private static UUID id(String account) {
    return UUID.fromString(account);
  }

  private static String[] array(List<String> words) {
    return words.toArray(String[]::new);
  }
}
