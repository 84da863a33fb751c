package fr.vigie.launcher.population;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// References that cannot be guessed without the installation's key, and can be made again with it.
final class References {

  private final SecretKeySpec key;

  References(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  UUID of(String what) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var bytes = ByteBuffer.wrap(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
      // The form of a random UUID: version 4, variant 2.
      var high = (bytes.getLong() & ~0xF000L) | 0x4000L;
      var low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
