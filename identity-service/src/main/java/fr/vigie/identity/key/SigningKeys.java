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
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The signing keys of all replicas, kept in the database, the private halves sealed. Where there
/// is none, one is made: the first replica to insert a generation wins, the others take what is
/// there. The youngest signs; all are published.
@ApplicationScoped
public class SigningKeys {

  // A key made elsewhere is seen after this.
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final int FIRST = 1;

  private final Pool database;
  private final Vault vault;
  private final Clock clock;
  private final AtomicReference<@Nullable SigningRing> last = new AtomicReference<>();

  SigningKeys(Pool database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /// The keys as they are now.
  public Uni<SigningRing> ring() {
    var known = last.get();
    if (known != null && known.readAt().plus(FRESH).isAfter(clock.instant())) {
      return Uni.createFrom().item(known);
    }
    return read()
        .flatMap(ring -> ring.isEmpty() ? makeFirst() : Uni.createFrom().item(ring))
        .invoke(last::set);
  }

  private Uni<SigningRing> makeFirst() {
    var key = SigningKey.generate();
    return database
        .preparedQuery(
            """
            insert into signing_key (generation, public_key, private_key, created_at)
            values ($1, $2, $3, $4)
            on conflict do nothing
            """)
        .execute(
            Tuple.of(
                FIRST,
                key.pair().toPublicJWK().toJSONString(),
                vault.seal(place(FIRST), key.pair().toJSONString()),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .chain(this::read);
  }

  private Uni<SigningRing> read() {
    return database
        .query("select generation, private_key from signing_key order by generation desc")
        .execute()
        .map(this::open);
  }

  private SigningRing open(RowSet<Row> rows) {
    var keys = new ArrayList<SigningKey>();
    for (var row : rows) {
      var sealed = row.getString("private_key");
      try {
        keys.add(
            new SigningKey(ECKey.parse(vault.open(place(row.getInteger("generation")), sealed))));
      } catch (ParseException e) {
        throw new IllegalStateException("a signing key in the database is no key", e);
      }
    }
    return new SigningRing(keys, clock.instant());
  }

  private static String place(int generation) {
    return "signing-key:" + generation;
  }
}
