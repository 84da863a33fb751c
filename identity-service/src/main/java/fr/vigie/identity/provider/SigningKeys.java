package fr.vigie.identity.provider;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The signing keys of all replicas, kept in the database, the private halves sealed. Where there
/// is none, one is made: the first replica to insert a generation wins, the others take what is
/// there. The youngest signs; all are published.
@ApplicationScoped
class SigningKeys {

  /// The keys as last read.
  record Ring(List<SigningKey> keys, Instant readAt) {

    Ring {
      keys = List.copyOf(keys);
    }

    SigningKey current() {
      return keys.getFirst();
    }

    /// What everyone may see.
    JWKSet published() {
      return new JWKSet(keys.stream().<JWK>map(key -> key.pair().toPublicJWK()).toList());
    }
  }

  // A key made elsewhere is seen after this.
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final int FIRST = 1;

  private final Pool database;
  private final Vault vault;
  private final Clock clock;
  private final AtomicReference<@Nullable Ring> last = new AtomicReference<>();

  SigningKeys(Pool database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  Uni<Ring> ring() {
    var known = last.get();
    if (known != null && known.readAt().plus(FRESH).isAfter(clock.instant())) {
      return Uni.createFrom().item(known);
    }
    return read()
        .flatMap(ring -> ring.keys().isEmpty() ? makeFirst() : Uni.createFrom().item(ring))
        .invoke(last::set);
  }

  private Uni<Ring> makeFirst() {
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

  private Uni<Ring> read() {
    return database
        .query("select generation, private_key from signing_key order by generation desc")
        .execute()
        .map(this::open);
  }

  private Ring open(RowSet<Row> rows) {
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
    return new Ring(keys, clock.instant());
  }

  private static String place(int generation) {
    return "signing-key:" + generation;
  }
}
