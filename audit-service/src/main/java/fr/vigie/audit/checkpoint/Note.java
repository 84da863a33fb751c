package fr.vigie.audit.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The letters of a signed note (C2SP signed-note): key ids, verifier keys, signature lines.
final class Note {

  /// Ed25519 over the note's text.
  static final byte ED25519 = 0x01;

  private Note() {}

  /// The first four bytes of SHA-256 over name, line feed, type and public key.
  static byte[] keyId(String name, byte type, byte[] publicKey) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      sha256.update(type);
      return Arrays.copyOf(sha256.digest(publicKey), 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// What a verifier is given: name, key id and key in one word.
  static String verifierKey(String name, byte type, byte[] publicKey) {
    var typed = new byte[publicKey.length + 1];
    typed[0] = type;
    System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
    return name
        + "+"
        + HexFormat.of().formatHex(keyId(name, type, publicKey))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// One signature, with its line feed.
  static String line(String name, byte[] keyId, byte[] signature) {
    var signed = Arrays.copyOf(keyId, keyId.length + signature.length);
    System.arraycopy(signature, 0, signed, keyId.length, signature.length);
    return "— " + name + " " + Base64.getEncoder().encodeToString(signed) + "\n";
  }
}
