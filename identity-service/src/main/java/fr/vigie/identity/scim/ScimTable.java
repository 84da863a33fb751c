package fr.vigie.identity.scim;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What accounts are called, by themselves and by the directory. Of what the directory has deleted
/// nothing is shown to it any more.
@ApplicationScoped
class ScimTable {

  private static final String TAKEN = "23505";
  private static final String SHOWN =
      """
      select account, login, display_name, external_id from login where not deleted
      """;

  /// What one user is known by. Each has its index, and a statement of its own that uses it.
  sealed interface Wanted {

    record ById(UUID id) implements Wanted {}

    record ByLogin(String login) implements Wanted {}

    record ByExternalId(String externalId) implements Wanted {}
  }

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

  /// Some of all.
  Uni<List<Named>> page(int offset, int limit) {
    return database
        .preparedQuery(SHOWN + "order by account offset $1 limit $2")
        .execute(Tuple.of(offset, limit))
        .map(ScimTable::named);
  }

  Uni<Integer> count() {
    return database
        .preparedQuery("select count(*)::int as users from login where not deleted")
        .execute()
        .map(rows -> rows.iterator().next().getInteger("users"));
  }

  Uni<Optional<Named>> find(Wanted wanted) {
    return switch (wanted) {
      case Wanted.ById(var id) -> find("account", id);
      case Wanted.ByLogin(var login) -> find("login", login);
      case Wanted.ByExternalId(var externalId) -> find("external_id", externalId);
    };
  }

  private Uni<Optional<Named>> find(String column, Object value) {
    return database
        .preparedQuery(SHOWN + "and " + column + " = $1")
        .execute(Tuple.of(value))
        .map(rows -> named(rows).stream().findFirst());
  }

  /// Changes it, where it is still what it was.
  ///
  /// @param untold since when it is changed and no event says so; none where it is new
  /// @throws ScimError where it is not, or another account has the new one
  Uni<Void> update(Named before, Named after, Optional<Instant> untold) {
    return database
        .preparedQuery(
            """
            update login
            set login = $2, display_name = $3, external_id = $4, untold_since = $8
            where account = $1 and not deleted
              and login = $5 and display_name = $6 and external_id is not distinct from $7
            """)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  before.id(),
                  after.login(),
                  after.displayName(),
                  after.externalId().orElse(null),
                  before.login(),
                  before.displayName(),
                  before.externalId().orElse(null),
                  untold.map(ScimTable::utc).orElse(null)
                }))
        .onFailure(failure -> failure instanceof PgException pg && TAKEN.equals(pg.getSqlState()))
        .transform(_ -> taken())
        .invoke(updated -> {
          if (updated.rowCount() == 0) {
            throw ScimError.changed();
          }
        })
        .replaceWithVoid();
  }

  /// An event says so. What was changed again since is still to be told.
  Uni<Void> told(UUID id, Instant untold) {
    return database
        .preparedQuery(
            "update login set untold_since = null where account = $1 and untold_since = $2")
        .execute(Tuple.of(id, utc(untold)))
        .replaceWithVoid();
  }

  /// What was changed before then and was not told of: whoever changed it died.
  Uni<Map<UUID, Instant>> untold(Instant before) {
    return database
        .preparedQuery("select account, untold_since from login where untold_since < $1")
        .execute(Tuple.of(utc(before)))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .collect(
                    Collectors.toMap(
                        row -> row.getUUID("account"),
                        row -> row.getOffsetDateTime("untold_since").toInstant())));
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

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
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
