package fr.vigie.identity.passkey;

import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where passkeys are kept. Their material is sealed for one account: a row that somebody writes
/// into the table by hand, or moves to another account, opens nothing.
@ApplicationScoped
class PasskeyTable {

  private static final Logger LOG = Logger.getLogger(PasskeyTable.class);
  private static final String COLUMNS =
      """
      select reference, account, credential, material, signs, backup_eligible, backed_up,
        added_at, used_at, model
      from passkey
      """;

  private final Pool database;
  private final Vault vault;

  PasskeyTable(Pool database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// The passkeys of an account, the oldest first.
  Uni<List<Passkey>> of(UUID account) {
    return database
        .preparedQuery(COLUMNS + " where account = $1 order by added_at, reference")
        .execute(Tuple.of(account))
        .map(this::all);
  }

  Uni<Optional<Passkey>> find(String credential) {
    return database
        .preparedQuery(COLUMNS + " where credential = $1")
        .execute(Tuple.of(credential))
        .map(rows -> all(rows).stream().findFirst());
  }

  /// Keeps a new one.
  ///
  /// @return whether it was not there before
  Uni<Boolean> insert(Passkey passkey) {
    return database
        .preparedQuery(
            """
            insert into passkey (reference, account, credential, material, signs,
              backup_eligible, backed_up, added_at, model)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do nothing
            """)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  passkey.reference(),
                  passkey.account(),
                  passkey.credential(),
                  vault.seal(place(passkey), passkey.material()),
                  passkey.signs(),
                  passkey.backupEligible(),
                  passkey.backedUp(),
                  utc(passkey.addedAt()),
                  passkey.model().orElse(null)
                }))
        .map(result -> result.rowCount() == 1);
  }

  /// Keeps how it stands after a use. The row's lock lets one of any number of uses with the same
  /// counter through.
  ///
  /// @return whether the counter rose, or does not count
  Uni<Boolean> used(Passkey passkey) {
    return database
        .preparedQuery(
            """
            update passkey set signs = $2, backed_up = $3, used_at = $4
            where reference = $1 and (signs < $2 or (signs = 0 and $2 = 0))
            """)
        .execute(
            Tuple.of(
                passkey.reference(),
                passkey.signs(),
                passkey.backedUp(),
                utc(passkey.usedAt().orElse(passkey.addedAt()))))
        .map(result -> result.rowCount() == 1);
  }

  /// Forgets one.
  ///
  /// @return whether the account had it
  Uni<Boolean> delete(UUID account, UUID reference) {
    return database
        .preparedQuery("delete from passkey where account = $1 and reference = $2")
        .execute(Tuple.of(account, reference))
        .map(result -> result.rowCount() == 1);
  }

  private List<Passkey> all(RowSet<Row> rows) {
    var passkeys = new ArrayList<Passkey>();
    rows.forEach(row -> {
      var account = row.getUUID("account");
      var credential = row.getString("credential");
      var model = Optional.ofNullable(row.getUUID("model"));
      var material =
          material(account, place(account, credential, model), row.getString("material"));
      material.ifPresent(known ->
          passkeys.add(
              new Passkey(
                  row.getUUID("reference"),
                  account,
                  credential,
                  known,
                  row.getLong("signs"),
                  row.getBoolean("backup_eligible"),
                  row.getBoolean("backed_up"),
                  row.getOffsetDateTime("added_at").toInstant(),
                  Optional.ofNullable(row.getOffsetDateTime("used_at"))
                      .map(OffsetDateTime::toInstant),
                  model)));
    });
    return passkeys;
  }

  // A row that does not open was not written here: it counts as none.
  private Optional<String> material(UUID account, String place, String sealed) {
    try {
      return Optional.of(vault.open(place, sealed));
    } catch (IllegalStateException _) {
      LOG.errorf("a passkey of account %s was not written by this service", account);
      return Optional.empty();
    }
  }

  private static String place(Passkey passkey) {
    return place(passkey.account(), passkey.credential(), passkey.model());
  }

  // A model that somebody writes into the table by hand is none either.
  private static String place(UUID account, String credential, Optional<UUID> model) {
    return "passkey:" + account + ":" + credential + model.map(one -> ":" + one).orElse("");
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
