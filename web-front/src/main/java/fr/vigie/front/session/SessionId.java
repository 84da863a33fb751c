package fr.vigie.front.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The value a browser shows: 256 random bits. It never prints, and only its digest is stored.
record SessionId(String cookie) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static SessionId fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(cookie.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "SessionId[******]";
  }
}
