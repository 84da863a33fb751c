package fr.vigie.records.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// References of entries: random, or, for a request that names itself, the same each time.
final class EntryIds {

  // UUID.fromString takes "1-1-1-1-1" too; one entry has one spelling.
  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private EntryIds() {}

  /// The reference, or null where the text is none.
  static @Nullable UUID parse(String text) {
    return CANONICAL.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  /// @param key what the client calls its request (`Idempotency-Key`); null where it does not
  static UUID of(String advisor, @Nullable UUID person, @Nullable String key) {
    if (key == null) {
      return UUID.randomUUID();
    }
    try {
      var digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256")
                  .digest((advisor + "|" + person + "|" + key).getBytes(StandardCharsets.UTF_8)));
      // The form of a random UUID: version 4, variant 2.
      return new UUID(
          (digest.getLong() & ~0xF000L) | 0x4000L,
          (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
