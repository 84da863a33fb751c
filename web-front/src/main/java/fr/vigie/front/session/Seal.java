package fr.vigie.front.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals tokens with AES-256-GCM, bound to their session: a sealed value moved to another row does
/// not open.
@ApplicationScoped
class Seal {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  Seal(SessionSettings settings) {
    var bytes = Base64.getDecoder().decode(settings.sessionKey());
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException("vigie.front.session-key is not 32 bytes in base64");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  byte[] close(byte[] clear, byte[] boundTo) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, boundTo).doFinal(clear);
      var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /// @throws GeneralSecurityException where the value was sealed with another key, or altered
  byte[] open(byte[] sealed, byte[] boundTo) throws GeneralSecurityException {
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce, boundTo)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] boundTo) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(boundTo);
    return cipher;
  }
}
