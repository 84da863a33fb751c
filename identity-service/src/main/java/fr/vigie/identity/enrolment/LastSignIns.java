package fr.vigie.identity.enrolment;

import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.platform.IdentityEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// When somebody last signed in to an account, or tried to: its owner knows best who that was.
///
/// Read from the store's tables, from the end: whoever fails at an account leaves events without
/// end, and a boundary has no last ones.
@ApplicationScoped
class LastSignIns {

  /// One of them.
  ///
  /// @param network the prefix it came from
  record SignIn(Instant at, boolean done, String network) {}

  private static final int SHOWN = 5;

  private final Pool database;
  private final Accounts accounts;
  private final AccountKeys accountKeys;

  LastSignIns(Pool database, Accounts accounts, AccountKeys accountKeys) {
    this.database = database;
    this.accounts = accounts;
    this.accountKeys = accountKeys;
  }

  /// The last ones, the latest first.
  Uni<List<SignIn>> of(UUID account) {
    return accounts
        .profile(account)
        .map(profile -> accountKeys.of(new Login(profile.orElseThrow().login())))
        .flatMap(key ->
            database
                .preparedQuery(
                    """
                    with theirs as (
                      (select position from event_tag
                       where tag = $1 and type = 'identity.signed-in'
                       order by position desc limit $3)
                      union all
                      (select position from event_tag
                       where tag = $2 and type = 'identity.sign-in-failed'
                       order by position desc limit $3))
                    select event.time, event.type = 'identity.signed-in' as done,
                      event.attributes ->> 'network' as network
                    from theirs join event on event.position = theirs.position
                    order by event.position desc limit $3
                    """)
                .execute(
                    Tuple.of(
                        IdentityEvents.account(account.toString()).toString(),
                        IdentityEvents.accountKey(key).toString(),
                        SHOWN)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(LastSignIns::signIn).toList());
  }

  private static SignIn signIn(Row row) {
    return new SignIn(
        row.getOffsetDateTime("time").toInstant(),
        row.getBoolean("done"),
        Objects.requireNonNullElse(row.getString("network"), ""));
  }
}
