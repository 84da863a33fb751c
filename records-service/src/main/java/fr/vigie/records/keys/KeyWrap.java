package fr.vigie.records.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import com.google.crypto.tink.util.SecretBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;

/// Makes the data keys of persons, and wraps and unwraps them with the key-encryption key.
///
/// A data key is 32 random bytes for AES-256-GCM, without a Tink key set around it: a million key
/// sets of one key each would cost more time and room than what they protect. The person and the
/// retention class are authenticated with the wrapped key, so that a row moved to another person
/// opens nothing.
@ApplicationScoped
public class KeyWrap {

  private static final String CURRENT = "vigie.records.key-encryption-key";
  private static final int KEY_BYTES = KeySource.KEY_BYTES;
  private static final AesGcmParameters AES_256_GCM = parameters();

  private final Aead current;
  private final Optional<Aead> accepted;

  KeyWrap(KeyEncryption settings) {
    current =
        current(settings)
            .map(KeyWrap::aead)
            .orElseThrow(() ->
                new IllegalStateException(
                    CURRENT + " is not set, nor " + CURRENT + "-file: no file could be read"));
    accepted = accepted(settings).map(KeyWrap::aead);
  }

  static Optional<byte[]> current(KeyEncryption settings) {
    return KeySource.read(settings.keyEncryptionKey(), settings.keyEncryptionKeyFile(), CURRENT);
  }

  static Optional<byte[]> accepted(KeyEncryption settings) {
    return KeySource.read(
        settings.acceptedKeyEncryptionKey(),
        settings.acceptedKeyEncryptionKeyFile(),
        "vigie.records.accepted-key-encryption-key");
  }

  /// Is there a second key that unwraps?
  boolean acceptsAnother() {
    return accepted.isPresent();
  }

  /// A key nobody has seen, wrapped.
  byte[] fresh(UUID person, Retention retention) {
    try {
      return current.encrypt(Random.randBytes(KEY_BYTES), context(person, retention));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /// The key that was wrapped for a person.
  ///
  /// @throws UnreadableException where this key was wrapped for another person, for another
  ///   retention class, or by another key-encryption key
  public DataKey unwrap(UUID person, Retention retention, byte[] wrapped) {
    return new DataKey(person, aead(raw(person, retention, wrapped)));
  }

  /// The same key under the current key-encryption key; empty where it is already.
  Optional<byte[]> rewrap(UUID person, Retention retention, byte[] wrapped) {
    var context = context(person, retention);
    try {
      current.decrypt(wrapped, context);
      return Optional.empty();
    } catch (GeneralSecurityException _) {
      // then the other one wrapped it
    }
    try {
      return Optional.of(current.encrypt(raw(person, retention, wrapped), context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private byte[] raw(UUID person, Retention retention, byte[] wrapped) {
    var context = context(person, retention);
    try {
      return current.decrypt(wrapped, context);
    } catch (GeneralSecurityException e) {
      if (accepted.isEmpty()) {
        throw new UnreadableException("a data key does not unwrap", e);
      }
    }
    try {
      return accepted.get().decrypt(wrapped, context);
    } catch (GeneralSecurityException e) {
      throw new UnreadableException("a data key does not unwrap", e);
    }
  }

  private static byte[] context(UUID person, Retention retention) {
    return ("vigie data key|" + person + "|" + retention.word()).getBytes(StandardCharsets.UTF_8);
  }

  // Tink asks whoever turns raw bytes into a key to say so.
  @AccessesPartialKey
  private static Aead aead(byte[] raw) {
    try {
      return AesGcmJce.create(
          AesGcmKey.builder()
              .setParameters(AES_256_GCM)
              .setKeyBytes(SecretBytes.copyFrom(raw, InsecureSecretKeyAccess.get()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static AesGcmParameters parameters() {
    try {
      return AesGcmParameters.builder()
          .setKeySizeBytes(KEY_BYTES)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("these are the sizes of AES-256-GCM", e);
    }
  }
}
