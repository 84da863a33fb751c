package fr.vigie.identity.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A random secret of 256 bits that someone holds and this service knows only by its digest: codes,
/// refresh tokens, the content of cookies. A plain digest is enough, since there is nothing to
/// guess.
///
/// @param value base64url
public record Opaque(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /// A new one.
  public static Opaque random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Opaque(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// What is stored of it.
  public byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Opaque[******]";
  }
}
