package fr.vigie.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;

/// Argon2id, written down in the PHC string format, its parameters and salt with it.
final class PasswordHash {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String phc;
  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  /// What was written down once.
  ///
  /// @throws IllegalArgumentException where the text is no such hash
  PasswordHash(String phc) {
    var parts = PHC.matcher(phc);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in PHC form");
    }
    this.phc = phc;
    cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    salt = Base64.getDecoder().decode(parts.group(4));
    hash = Base64.getDecoder().decode(parts.group(5));
  }

  String phc() {
    return phc;
  }

  Cost cost() {
    return cost;
  }

  /// Hashes a password at this cost, with a salt of its own.
  static PasswordHash of(String password, Cost cost) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var hash = Argon2.here().hash(bytes(password), salt, cost, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                cost.memory(),
                cost.passes(),
                cost.lanes(),
                base64.encodeToString(salt),
                base64.encodeToString(hash)));
  }

  /// Whether it is the password's; compared in constant time.
  boolean matches(String password) {
    return MessageDigest.isEqual(
        hash, Argon2.here().hash(bytes(password), salt, cost, hash.length));
  }

  // The same letters in another encoding are the same password (NIST SP 800-63B-4).
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "PasswordHash[******]";
  }
}
