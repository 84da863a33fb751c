package fr.vigie.identity;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Someone with an account, a password and an authenticator.
record Person(UUID account, String login) {

  static final String PASSWORD = "correct horse battery";
  // The secret of RFC 6238: "12345678901234567890".
  private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final byte[] BYTES =
      "12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final String TEST_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  static Person named(String name) {
    return new Person(UUID.randomUUID(), name + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /// A line of an import.
  String line(String... roles) {
    return """
    {"account":"%s","login":"%s","displayName":"Camille %s","password":"%s",\
    "totpSecret":"%s","organisation":"FT","agency":"FT-01","roles":["%s"],\
    "mail":"%s@mail.example","notices":"%s@elsewhere.example"}
    """
        .formatted(
            account, login, login, PASSWORD, BASE32, String.join("\",\"", roles), login, login);
  }

  /// What the authenticator shows; worked out here, not by the code under test.
  String code(Instant now) {
    return code(BYTES, now);
  }

  /// What an authenticator with this secret shows.
  static String codeOf(String base32, Instant now) {
    var digits = new StringBuilder();
    base32
        .chars()
        .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
        .forEach(value -> digits.append(Character.forDigit(value, 32)));
    var number = new BigInteger(digits.toString(), 32).toByteArray();
    var secret = new byte[20];
    var length = Math.min(number.length, 20);
    System.arraycopy(number, number.length - length, secret, 20 - length, length);
    return code(secret, now);
  }

  private static String code(byte[] secret, Instant now) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array());
      var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Under which the account is counted.
  String accountKey() {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(TEST_KEY), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(login.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
