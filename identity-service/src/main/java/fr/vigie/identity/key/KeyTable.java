package fr.vigie.identity.key;

import com.nimbusds.jose.jwk.ECKey;
import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The signing keys of all replicas in the database, the private halves sealed while they are
/// needed and destroyed afterwards.
@ApplicationScoped
class KeyTable {

  private final Pool database;
  private final Vault vault;

  KeyTable(Pool database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /// The keys whose private halves are there, the youngest first.
  Uni<List<SigningRing.Held>> read() {
    return database
        .query(
            """
            select generation, private_key, signs_from, ends_at, announced
            from signing_key where private_key is not null order by generation desc
            """)
        .execute()
        .map(this::open);
  }

  /// Keeps a key and ends those before it. Of replicas that make the same generation the first
  /// wins, and the others change nothing.
  ///
  /// @param othersEnd when the keys before it end, where they do not end sooner
  Uni<Void> insert(SigningKey key, KeyTerm term, String cause, Instant now, Instant othersEnd) {
    return database.withTransaction(connection ->
        connection
            .preparedQuery(
                """
                insert into signing_key
                  (generation, public_key, private_key, created_at, signs_from, cause)
                values ($1, $2, $3, $4, $5, $6)
                on conflict do nothing
                """)
            .execute(
                Tuple.of(
                    term.generation(),
                    key.pair().toPublicJWK().toJSONString(),
                    vault.seal(place(term.generation()), key.pair().toJSONString()),
                    utc(now),
                    utc(term.signsFrom()),
                    cause))
            .flatMap(inserted ->
                inserted.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : connection
                        .preparedQuery(
                            """
                            update signing_key set ends_at = $2
                            where generation < $1 and (ends_at is null or ends_at > $2)
                            """)
                        .execute(Tuple.of(term.generation(), utc(othersEnd)))
                        .replaceWithVoid()));
  }

  /// Why a key was made.
  Uni<String> cause(int generation) {
    return database
        .preparedQuery("select cause from signing_key where generation = $1")
        .execute(Tuple.of(generation))
        .map(rows -> rows.iterator().next().getString("cause"));
  }

  Uni<Void> announced(int generation) {
    return database
        .preparedQuery("update signing_key set announced = true where generation = $1")
        .execute(Tuple.of(generation))
        .replaceWithVoid();
  }

  /// Destroys the private halves nobody is to sign with any more.
  Uni<Void> destroyEnded(Instant now) {
    return database
        .preparedQuery(
            """
            update signing_key set private_key = null
            where ends_at <= $1 and announced and private_key is not null
            """)
        .execute(Tuple.of(utc(now)))
        .replaceWithVoid();
  }

  private List<SigningRing.Held> open(RowSet<Row> rows) {
    var keys = new ArrayList<SigningRing.Held>();
    for (var row : rows) {
      var generation = row.getInteger("generation");
      try {
        var pair = ECKey.parse(vault.open(place(generation), row.getString("private_key")));
        keys.add(
            new SigningRing.Held(
                new SigningKey(pair),
                new KeyTerm(
                    generation,
                    row.getOffsetDateTime("signs_from").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("ends_at"))
                        .map(OffsetDateTime::toInstant)),
                row.getBoolean("announced")));
      } catch (ParseException e) {
        throw new IllegalStateException("a signing key in the database is no key", e);
      }
    }
    return keys;
  }

  private static String place(int generation) {
    return "signing-key:" + generation;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
