package fr.vigie.identity.guesses;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Tells lockout-service whether two passwords were the same, and nothing else of them.
///
/// A fingerprint is an HMAC under a key made from this service's account key and a random salt that
/// all replicas share for an hour and that is deleted an hour later. After that a fingerprint in
/// the log can be compared with nothing, not by those either who stole the key. Whose password it
/// was is not part of it: the same one tried at many accounts is to be seen.
@ApplicationScoped
class Fingerprints {

  private static final int HOUR = 3600;
  private static final int SALT_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Who is first in an hour makes its salt; the others take it, and the last hour's stays for
  /// those whose clocks are behind.
  private static final String SALT =
      """
      with gone as (delete from fingerprint_salt where hour < $1 - 1),
      made as (
        insert into fingerprint_salt (hour, salt) values ($1, $2) on conflict do nothing returning salt)
      select salt from made union all select salt from fingerprint_salt where hour = $1
      """;

  private record Salt(long hour, String derived) {}

  private final Pool database;
  private final Clock clock;
  private final byte[] key;
  private volatile @Nullable Salt current;

  Fingerprints(Pool database, Clock clock, IdentitySettings settings) {
    this.database = database;
    this.clock = clock;
    this.key = Keyed.key("vigie.identity.account-key", settings.accountKey());
  }

  Uni<String> of(String password) {
    var hour = Math.floorDiv(clock.instant().getEpochSecond(), HOUR);
    var known = current;
    return (known != null && known.hour() == hour ? Uni.createFrom().item(known) : salt(hour))
        .map(salt -> Keyed.code(salt.derived().getBytes(StandardCharsets.US_ASCII), password));
  }

  private Uni<Salt> salt(long hour) {
    var fresh = new byte[SALT_BYTES];
    RANDOM.nextBytes(fresh);
    return database
        .preparedQuery(SALT)
        .execute(Tuple.of(hour, Buffer.buffer(fresh)))
        .map(rows -> {
          var salt = rows.iterator().next().getBuffer("salt").getBytes();
          var derived = Keyed.code(key, "fingerprint\n" + Base64.getEncoder().encodeToString(salt));
          return new Salt(hour, derived);
        })
        .invoke(salt -> current = salt);
  }
}
