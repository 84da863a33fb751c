package fr.vigie.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who signs in, one after the other, each with a one-time code that was not used yet.
final class Staff {

  static final int SIZE = 900;
  static final String PASSWORD = "tabouret girafe mousson violon";

  /// Somebody, and what their authenticator shows.
  record Turn(String login, String code) {}

  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final String SECRET_TEXT = "12345678901234567890";
  private static final long STEP_SECONDS = 30;

  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLongArray lastSteps = new AtomicLongArray(SIZE);

  static String login(int number) {
    return "bench-%03d".formatted(number);
  }

  /// Everybody, as identity-service imports them.
  static String lines() {
    var lines = new StringBuilder();
    for (var i = 0; i < SIZE; i++) {
      lines
          .append(
              """
              {"account":"%s","login":"%s","displayName":"Camille","password":"%s",\
              "totpSecret":"%s","organisation":"FT","agency":"FT-01","roles":["advisor"]}\
              """
                  .formatted(UUID.randomUUID(), login(i), PASSWORD, SECRET))
          .append('\n');
    }
    return lines.toString();
  }

  /// Somebody as Keycloak imports them.
  static String user(int number) {
    return """
    {"username":"%1$s","enabled":true,"email":"%1$s@bench.example","emailVerified":true,\
    "firstName":"Camille","lastName":"Bench","credentials":[\
    {"type":"password","value":"%2$s"},\
    {"type":"otp","secretData":"{\\"value\\":\\"%3$s\\"}","credentialData":\
    "{\\"subType\\":\\"totp\\",\\"digits\\":6,\\"period\\":30,\\"algorithm\\":\\"HmacSHA1\\"}"}]}\
    """
        .formatted(login(number), PASSWORD, SECRET_TEXT);
  }

  /// Whose turn it is. A code is good once, and the next one is taken too: two sign-ins of somebody
  /// in half a minute; nobody where that is used up.
  Optional<Turn> next() {
    var account = Math.floorMod(turn.getAndIncrement(), SIZE);
    var now = Instant.now().getEpochSecond() / STEP_SECONDS;
    var next = lastSteps.updateAndGet(account, last -> Math.max(last + 1, now));
    if (next > now + 1) {
      lastSteps.set(account, now + 1);
      return Optional.empty();
    }
    return Optional.of(new Turn(login(account), code(next)));
  }

  private static String code(long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SECRET_TEXT.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
