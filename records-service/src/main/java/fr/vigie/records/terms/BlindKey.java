package fr.vigie.records.terms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One key of the index.
final class BlindKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final int generation;

  private BlindKey(SecretKeySpec key) {
    this.key = key;
    this.generation = hash("generation", "").hashCode();
  }

  /// @param setting its name, for whoever got it wrong
  static BlindKey of(String base64, String setting) {
    byte[] raw;
    try {
      raw = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      raw = new byte[0];
    }
    if (raw.length != KEY_BYTES) {
      throw new IllegalStateException(
          setting + " is not 32 bytes in base64: make one with a random generator");
    }
    return new BlindKey(new SecretKeySpec(raw, ALGORITHM));
  }

  /// Tells this key's rows from another's, and says nothing of the key.
  int generation() {
    return generation;
  }

  /// 128 bits of the keyed hash.
  UUID hash(String kind, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var bytes = mac.doFinal((kind + "|" + text).getBytes(StandardCharsets.UTF_8));
      var hash = ByteBuffer.wrap(bytes);
      return new UUID(hash.getLong(), hash.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "BlindKey[" + generation + "]";
  }
}
