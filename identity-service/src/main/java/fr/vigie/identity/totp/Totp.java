package fr.vigie.identity.totp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The arithmetic of RFC 6238 over RFC 4226: HMAC of the number of the time step, cut to digits.
final class Totp {

  static final Duration STEP = Duration.ofSeconds(30);
  static final int DIGITS = 6;

  // Clocks may be off by a step either way (RFC 6238, 5.2); more would give away guesses.
  private static final int WINDOW = 1;

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /// The step a moment lies in.
  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
  }

  /// The step whose code this is, among those that count now. Every one of them is computed and
  /// compared in constant time, whichever matches.
  static OptionalLong matchingStep(byte[] secret, String code, Instant now) {
    var given = code.getBytes(StandardCharsets.US_ASCII);
    var match = OptionalLong.empty();
    for (var step = step(now) - WINDOW; step <= step(now) + WINDOW; step++) {
      var expected = code("HmacSHA1", secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(expected, given)) {
        match = OptionalLong.of(step);
      }
    }
    return match;
  }

  /// The code of a step.
  ///
  /// @param algorithm as the Java platform names it: authenticator applications know `HmacSHA1`
  static String code(String algorithm, byte[] secret, long step, int digits) {
    byte[] hash;
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
    // Dynamic truncation: the last four bits say which four bytes count (RFC 4226, 5.3).
    var offset = hash[hash.length - 1] & 0xf;
    var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    var modulus = 1;
    for (var i = 0; i < digits; i++) {
      modulus *= 10;
    }
    return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
  }

  /// A secret as authenticator applications write it (RFC 4648, base32).
  static String base32(byte[] secret) {
    var letters = new StringBuilder();
    var buffer = 0;
    var bits = 0;
    for (var each : secret) {
      buffer = ((buffer << 8) | (each & 0xff)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        letters.append(LETTERS.charAt((buffer >> bits) & 31));
      }
    }
    return letters.toString();
  }

  /// Bytes of a secret as authenticator applications write it (RFC 4648, base32).
  ///
  /// @throws IllegalArgumentException where it is none
  static byte[] secret(String base32) {
    var letters = base32.replace("=", "");
    var out = ByteBuffer.allocate(letters.length() * 5 / 8);
    var buffer = 0;
    var bits = 0;
    for (var i = 0; i < letters.length(); i++) {
      var value = LETTERS.indexOf(letters.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("not base32");
      }
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.put((byte) (buffer >> bits));
      }
    }
    return out.array();
  }
}
