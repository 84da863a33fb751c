package fr.vigie.records.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes search terms: events tell that the same thing was looked for again, not what (R35).
@ApplicationScoped
class TermHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int HASH_BYTES = 16;

  private final SecretKeySpec key;

  TermHash(BlindIndex settings) {
    byte[] raw;
    try {
      raw = Base64.getDecoder().decode(settings.blindIndexKey());
    } catch (IllegalArgumentException _) {
      raw = new byte[0];
    }
    if (raw.length != KEY_BYTES) {
      throw new IllegalStateException(
          "vigie.records.blind-index-key is not 32 bytes in base64: make one with a random"
              + " generator");
    }
    key = new SecretKeySpec(raw, ALGORITHM);
  }

  String of(NameQuery query) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      var hash = mac.doFinal(("name|" + query.folded()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
