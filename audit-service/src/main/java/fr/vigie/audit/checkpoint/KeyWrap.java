package fr.vigie.audit.checkpoint;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Wraps private keys with AES-256-GCM. The public key is authenticated with it, so that a wrapped
/// key that was moved to another row opens nothing.
final class KeyWrap {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec keyEncryptionKey;

  /// @param base64 the key-encryption key
  KeyWrap(String base64) {
    keyEncryptionKey = new SecretKeySpec(decode(base64), "AES");
  }

  private static byte[] decode(String base64) {
    byte[] raw;
    try {
      raw = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      raw = new byte[0];
    }
    if (raw.length != KEY_BYTES) {
      throw new IllegalStateException(
          "vigie.audit.checkpoint.key-encryption-key is not 32 bytes in base64: make one with a"
              + " random generator and keep it outside the database");
    }
    return raw;
  }

  byte[] wrap(byte[] secret, byte[] publicKey) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, publicKey).doFinal(secret);
      var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  byte[] unwrap(byte[] wrapped, byte[] publicKey) {
    try {
      var nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, nonce, publicKey)
          .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "vigie.audit.checkpoint.key-encryption-key is not the key the log's signing keys were"
              + " wrapped with, or a row was altered",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] publicKey) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, keyEncryptionKey, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(publicKey);
    return cipher;
  }
}
