package fr.vigie.identity.platform;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 of a text.
public final class Keyed {

  private static final String ALGORITHM = "HmacSHA256";

  private Keyed() {}

  /// The code of `text` under `key`, base64url.
  public static String code(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /// A key of 32 bytes from a setting.
  ///
  /// @throws IllegalStateException where it is anything else; the message names the setting, never
  ///   its value
  public static byte[] key(String setting, String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalStateException(setting + " is not base64");
    }
    if (key.length != 32) {
      throw new IllegalStateException(setting + " is not 32 bytes long");
    }
    return key;
  }
}
