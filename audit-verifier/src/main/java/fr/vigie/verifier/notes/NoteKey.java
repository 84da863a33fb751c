package fr.vigie.verifier.notes;

import fr.vigie.verifier.hashes.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key that notes are checked with. (C2SP signed-note, tlog-cosignature)
public final class NoteKey {

  private static final byte LOG = 0x01;
  private static final byte WITNESS = 0x04;
  private static final int PUBLIC_BYTES = 32;
  // What stands before the 32 bytes of an Ed25519 key in its X.509 form. (RFC 8410)
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte type;
  private final byte[] id;
  private final PublicKey key;
  private final String text;

  private NoteKey(String name, byte type, byte[] id, PublicKey key, String text) {
    this.name = name;
    this.type = type;
    this.id = id;
    this.key = key;
    this.text = text;
  }

  /// Reads `NAME+ID+KEY`.
  ///
  /// @throws IllegalArgumentException with a sentence where it is none
  public static NoteKey parse(String text) {
    var parts = text.strip().split("\\+", 3);
    try {
      if (parts.length == 3 && !parts[0].isEmpty()) {
        var id = HexFormat.of().parseHex(parts[1]);
        var typed = Base64.getDecoder().decode(parts[2]);
        var type = typed.length == PUBLIC_BYTES + 1 ? typed[0] : 0;
        if ((type == LOG || type == WITNESS) && Arrays.equals(id, id(parts[0], typed))) {
          return new NoteKey(parts[0], type, id, publicKey(typed), text.strip());
        }
      }
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      // said below, in words
    }
    throw new IllegalArgumentException("a key is NAME+ID+KEY as in C2SP signed-note, of Ed25519");
  }

  /// A raw key as a verifier is given it.
  ///
  /// @param typed what kind of key it is, in one byte, and the key
  public static String word(String name, byte[] typed) {
    return name
        + "+"
        + HexFormat.of().formatHex(id(name, typed))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  private static byte[] id(String name, byte[] typed) {
    var bytes = (name + "\n").getBytes(StandardCharsets.UTF_8);
    var hashed = Arrays.copyOf(bytes, bytes.length + typed.length);
    System.arraycopy(typed, 0, hashed, bytes.length, typed.length);
    return Arrays.copyOf(new Sha256().of(hashed), 4);
  }

  private static PublicKey publicKey(byte[] typed) throws GeneralSecurityException {
    var encoded = Arrays.copyOf(X509, X509.length + PUBLIC_BYTES);
    System.arraycopy(typed, 1, encoded, X509.length, PUBLIC_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /// Whose key it is.
  public String name() {
    return name;
  }

  /// Whether it is a witness's, whose signature says when.
  public boolean isWitness() {
    return type == WITNESS;
  }

  /// Whether a signature says that it is by this key.
  public boolean made(SignedNote.Signed signed) {
    return signed.name().equals(name) && Arrays.equals(signed.keyId(), id);
  }

  /// Whether this key made this signature of this text.
  public boolean verifies(String text, byte[] signature) {
    if (type == LOG) {
      return verifies(text.getBytes(StandardCharsets.UTF_8), signature);
    }
    if (signature.length <= Long.BYTES) {
      return false;
    }
    var time = ByteBuffer.wrap(signature).getLong();
    return time >= 0
        && verifies(
            ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(signature, Long.BYTES, signature.length));
  }

  private boolean verifies(byte[] message, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      return false; // a signature of another length is none
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey key && key.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
