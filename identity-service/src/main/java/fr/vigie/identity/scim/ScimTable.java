package fr.vigie.identity.scim;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What accounts are called, by themselves and by the directory. Of what the directory has deleted
/// nothing is shown to it any more.
@ApplicationScoped
class ScimTable {

  private static final String TAKEN = "23505";
  private static final String SHOWN =
      """
      select account, login, display_name, external_id from login
      where not deleted
        and ($1::uuid is null or account = $1)
        and ($2::text is null or login = $2)
        and ($3::text is null or external_id = $3)
      """;

  /// What is asked for; what is null does not matter.
  record Wanted(@Nullable UUID id, @Nullable String login, @Nullable String externalId) {}

  /// A row.
  record Named(UUID id, String login, String displayName, Optional<String> externalId) {

    Named of(UUID account) {
      return new Named(account, login, displayName, externalId);
    }
  }

  private final Pool database;

  ScimTable(Pool database) {
    this.database = database;
  }

  Uni<List<Named>> find(Wanted wanted, int offset, int limit) {
    return database
        .preparedQuery(SHOWN + " order by account offset $4 limit $5")
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  wanted.id(), wanted.login(), wanted.externalId(), offset, limit
                }))
        .map(ScimTable::named);
  }

  Uni<Integer> count(Wanted wanted) {
    return database
        .preparedQuery("select count(*)::int as users from (" + SHOWN + ") as shown")
        .execute(
            Tuple.from(new @Nullable Object[] {wanted.id(), wanted.login(), wanted.externalId()}))
        .map(rows -> rows.iterator().next().getInteger("users"));
  }

  /// Changes it.
  ///
  /// @throws ScimError where another account has the new one
  Uni<Void> update(Named named) {
    return database
        .preparedQuery(
            """
            update login set login = $2, display_name = $3, external_id = $4 where account = $1
            """)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  named.id(), named.login(), named.displayName(), named.externalId().orElse(null)
                }))
        .onFailure(failure -> failure instanceof PgException pg && TAKEN.equals(pg.getSqlState()))
        .transform(_ -> taken())
        .replaceWithVoid();
  }

  static ScimError taken() {
    return new ScimError(409, "uniqueness", "Another account has this userName or externalId.");
  }

  Uni<Void> delete(UUID id) {
    return database
        .preparedQuery("update login set deleted = true, external_id = null where account = $1")
        .execute(Tuple.of(id))
        .replaceWithVoid();
  }

  /// Who has a role, as the view says.
  Uni<List<UUID>> members(String role) {
    return database
        .preparedQuery(
            """
            select view.account from account_view as view
            join login on login.account = view.account and not login.deleted
            where $1 = any(view.roles) order by view.account
            """)
        .execute(Tuple.of(role))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("account"))
                .toList());
  }

  private static List<Named> named(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Named(
                row.getUUID("account"),
                row.getString("login"),
                row.getString("display_name"),
                Optional.ofNullable(row.getString("external_id"))))
        .toList();
  }
}
