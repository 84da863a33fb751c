package fr.vigie.audit.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/// A key that checkpoints are signed with (Ed25519). It cannot print.
final class SigningKey {

  private static final String ALGORITHM = "Ed25519";
  private static final int PUBLIC_BYTES = 32;

  private final String name;
  private final byte[] publicKey;
  private final PrivateKey privateKey;

  private SigningKey(String name, byte[] publicKey, PrivateKey privateKey) {
    this.name = name;
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /// A key nobody has seen.
  static SigningKey fresh(String name) {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      // The encoded form ends with the key itself (RFC 8410).
      var encoded = pair.getPublic().getEncoded();
      return new SigningKey(
          name,
          Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length),
          pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /// A key as it was kept.
  ///
  /// @param secret what [#secret()] said
  static SigningKey of(String name, byte[] publicKey, byte[] secret) {
    try {
      var key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret));
      return new SigningKey(name, publicKey.clone(), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("what was unwrapped is no Ed25519 key", e);
    }
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /// The private key, to be wrapped at once.
  byte[] secret() {
    return privateKey.getEncoded();
  }

  String verifierKey() {
    return Note.verifierKey(name, Note.ED25519, publicKey);
  }

  /// A signature line over a note's text.
  String sign(String text) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Note.line(name, Note.keyId(name, Note.ED25519, publicKey), signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return verifierKey();
  }
}
