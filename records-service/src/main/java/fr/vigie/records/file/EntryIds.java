package fr.vigie.records.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// References of entries: random, or, for a request that names itself, the same each time.
final class EntryIds {

  private EntryIds() {}

  /// @param key what the client calls its request (`Idempotency-Key`); null where it does not
  static UUID of(String advisor, String ref, @Nullable String key) {
    if (key == null) {
      return UUID.randomUUID();
    }
    try {
      var digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256")
                  .digest((advisor + "|" + ref + "|" + key).getBytes(StandardCharsets.UTF_8)));
      // The form of a random UUID: version 4, variant 2.
      return new UUID(
          (digest.getLong() & ~0xF000L) | 0x4000L,
          (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
