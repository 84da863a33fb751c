package fr.vigie.identity.passkey;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Periodic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;

/// Challenges for passkeys: 128 random bits, when they run out, and a seal over both and over whom
/// they are for. So a page costs no row, however many are asked for; a row is written when one is
/// used, and keeps it from being used again for as long as it could be.
@ApplicationScoped
class Challenges {

  static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final int RANDOM_BYTES = 16;
  private static final int SEAL_BYTES = 32;
  private static final int BYTES = RANDOM_BYTES + Long.BYTES + SEAL_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;
  private final Pool database;
  private final Clock clock;

  Challenges(IdentitySettings settings, Pool database, Clock clock) {
    var master = Keyed.key("vigie.identity.credential-key", settings.credentialKey());
    this.key = Keyed.code(master, "passkey-challenge").getBytes(StandardCharsets.US_ASCII);
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    Periodic.start(vertx, "challenge sweep", SWEEP, this::sweep);
  }

  /// A new one, base64url.
  ///
  /// @param bound what it is for, and the secret of the browser it is sent to
  String issue(String bound) {
    var random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    var open =
        ByteBuffer.allocate(RANDOM_BYTES + Long.BYTES)
            .put(random)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .array();
    return Ceremonies.base64(ByteBuffer.allocate(BYTES).put(open).put(seal(open, bound)).array());
  }

  /// Uses it up.
  ///
  /// @return whether it was issued for this, is not too old, and was not used before
  Uni<Boolean> spend(String challenge, String bound) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(challenge);
    } catch (IllegalArgumentException _) {
      return Uni.createFrom().item(false);
    }
    if (bytes.length != BYTES) {
      return Uni.createFrom().item(false);
    }
    var open = java.util.Arrays.copyOf(bytes, RANDOM_BYTES + Long.BYTES);
    var given = java.util.Arrays.copyOfRange(bytes, open.length, BYTES);
    var expiry = java.time.Instant.ofEpochSecond(ByteBuffer.wrap(open).getLong(RANDOM_BYTES));
    if (!MessageDigest.isEqual(seal(open, bound), given) || !clock.instant().isBefore(expiry)) {
      return Uni.createFrom().item(false);
    }
    return database
        .preparedQuery(
            """
            insert into spent_challenge (digest, expires_at) values ($1, $2)
            on conflict do nothing
            """)
        .execute(Tuple.of(Buffer.buffer(digest(open)), expiry.atOffset(ZoneOffset.UTC)))
        .map(result -> result.rowCount() == 1);
  }

  private byte[] seal(byte[] open, String bound) {
    return Base64.getUrlDecoder().decode(Keyed.code(key, Ceremonies.base64(open) + " " + bound));
  }

  private Uni<Void> sweep() {
    return database
        .preparedQuery("delete from spent_challenge where expires_at < $1")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
