package fr.vigie.identity.account;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Fold;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Trail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to accounts.
@ApplicationScoped
public class Accounts {

  private final EventStore store;
  private final Pool database;

  Accounts(EventStore store, Pool database) {
    this.store = store;
    this.database = database;
  }

  /// The account as its events say now; never from a view that may lag. What it came to before is
  /// remembered, and only what has come since is read.
  public Uni<Optional<Account>> find(UUID id) {
    var life =
        new Fold<>(
            history(id),
            Optional.<Account>empty(),
            (before, event) -> Account.after(before, (IdentityEvent) event.payload()));
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                Map.of(), List.of(life), states -> new Decision<>(List.of(), states.of(life))))
        .map(Decided::answer);
  }

  /// What the account is called.
  public Uni<Optional<Profile>> profile(UUID id) {
    return database
        .preparedQuery("select login, display_name from login where account = $1")
        .execute(Tuple.of(id))
        .map(Accounts::first)
        .map(row -> row.map(r -> new Profile(r.getString("login"), r.getString("display_name"))));
  }

  /// The account of this login.
  public Uni<Optional<UUID>> named(Login login) {
    return database
        .preparedQuery("select account from login where login = $1")
        .execute(Tuple.of(login.value()))
        .map(Accounts::first)
        .map(row -> row.map(r -> r.getUUID("account")));
  }

  /// The password behind a login, where there is a second factor beside it. One question for known
  /// and unknown logins alike.
  public Uni<Optional<KeptPassword>> password(Login login) {
    return database
        .preparedQuery(
            """
            select l.account, p.secret, p.version + t.version as factors
            from login l
            join credential p on p.account = l.account and p.kind = 'password'
            join credential t on t.account = l.account and t.kind = 'totp'
            where l.login = $1
            """)
        .execute(Tuple.of(login.value()))
        .map(Accounts::first)
        .map(row ->
            row.map(r ->
                new KeptPassword(
                    r.getUUID("account"), r.getString("secret"), r.getInteger("factors"))));
  }

  /// Keeps a password hash made anew in place of the one it was made from; where another has come
  /// since, that one stays.
  public Uni<Void> renew(KeptPassword before, String password) {
    return database
        .preparedQuery(
            """
            update credential set secret = $3
            where account = $1 and kind = 'password' and secret = $2
            """)
        .execute(Tuple.of(before.account(), before.sealed(), password))
        .replaceWithVoid();
  }

  /// Keeps a new password in place of the old one. Sign-ins begun with that go on no more.
  ///
  /// @param password sealed
  public Uni<Void> change(UUID account, String password) {
    return database
        .preparedQuery(
            """
            insert into credential (account, kind, secret) values ($1, 'password', $2)
            on conflict (account, kind)
              do update set secret = excluded.secret, version = credential.version + 1
            """)
        .execute(Tuple.of(account, password))
        .replaceWithVoid();
  }

  /// Keeps a login and a name for an account that is to be made, without factors. Where that was
  /// interrupted once, whoever comes again goes on with the same account.
  ///
  /// @return whose login it is: [#create] says whether that one is there already
  public Uni<UUID> register(Profile profile) {
    return database
        .preparedQuery(
            """
            insert into login (account, login, display_name) values ($1, $2, $3)
            on conflict (login) do update set login = excluded.login
            returning account
            """)
        .execute(Tuple.of(UUID.randomUUID(), profile.login(), profile.displayName()))
        .map(rows -> rows.iterator().next().getUUID("account"));
  }

  /// Whether login and secrets of the account are there.
  Uni<Boolean> isKept(UUID id) {
    return profile(id).map(Optional::isPresent);
  }

  /// Keeps login, name and sealed secrets, all or none. Those of an account that has some stay.
  ///
  /// @return whether the login is this account's: false where another one has it
  Uni<Boolean> keep(Profile profile, Secrets secrets) {
    return database
        .withTransaction(connection ->
            connection
                .preparedQuery(
                    """
                    insert into login (account, login, display_name) values ($1, $2, $3)
                    on conflict do nothing
                    """)
                .execute(Tuple.of(secrets.account(), profile.login(), profile.displayName()))
                .chain(() ->
                    connection
                        .preparedQuery(
                            """
                            insert into credential (account, kind, secret)
                            select $1, kind, secret
                            from (values ('password', $3::text), ('totp', $4::text))
                              as given (kind, secret)
                            where exists
                              (select from login where account = $1 and login = $2)
                            on conflict do nothing
                            """)
                        .execute(
                            Tuple.of(
                                secrets.account(),
                                profile.login(),
                                secrets.password(),
                                secrets.totp())))
                .chain(() ->
                    connection
                        .preparedQuery("select from login where account = $1 and login = $2")
                        .execute(Tuple.of(secrets.account(), profile.login()))))
        .map(rows -> rows.size() == 1);
  }

  /// Creates the account, once.
  ///
  /// @return whether it was created now
  public Uni<Boolean> create(Account account, Trail trail) {
    return create(account, trail.attributes());
  }

  /// Creates the account, once.
  ///
  /// @param attributes who does it
  /// @return whether it was created now
  public Uni<Boolean> create(Account account, Map<String, String> attributes) {
    var created =
        new AccountCreated(
            account.id().toString(), account.organisation(), account.agency(), account.roles());
    return Uni.createFrom()
        .completionStage(() ->
            store.<Optional<Account>, Boolean>decide(
                attributes,
                history(account.id()),
                Optional.empty(),
                (before, event) -> Account.after(before, (IdentityEvent) event.payload()),
                existing ->
                    existing.isPresent()
                        ? new Decision<>(List.of(), false)
                        : new Decision<>(List.of(created), true)))
        .map(decided -> decided.answer());
  }

  private static Boundary history(UUID id) {
    return Boundary.of(
        IdentityEvents.account(id.toString()),
        AccountCreated.class,
        AccountClosed.class,
        AccountReopened.class,
        RolesGranted.class,
        RolesWithdrawn.class);
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    var rest = rows.iterator();
    return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }
}
