package fr.vigie.records.keys;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;

/// Keys for another purpose than wrapping, made of the key-encryption keys (HKDF, RFC 5869): one
/// secret to keep and to rotate. Whoever holds a derived key is no nearer to the one it came from.
public final class DerivedKeys {

  private DerivedKeys() {}

  /// One key of each key-encryption key, that of the current one first.
  public static List<byte[]> of(KeyEncryption settings, String purpose, int bytes) {
    return Stream.concat(KeyWrap.current(settings).stream(), KeyWrap.accepted(settings).stream())
        .map(key -> derive(key, purpose, bytes))
        .toList();
  }

  private static byte[] derive(byte[] key, String purpose, int bytes) {
    try {
      return Hkdf.computeHkdf(
          "HmacSha256", key, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
