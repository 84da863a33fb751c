package fr.vigie.audit.witness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A witness's key: what its cosignatures are checked with before they are kept. (C2SP
/// tlog-cosignature)
final class WitnessKey {

  private static final byte COSIGNATURE = 0x04;
  private static final int ID_BYTES = 4;
  // What stands before the 32 bytes of an Ed25519 key in its X.509 form. (RFC 8410)
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] id;
  private final PublicKey key;

  private WitnessKey(String name, byte[] id, PublicKey key) {
    this.name = name;
    this.id = id;
    this.key = key;
  }

  /// Reads `NAME+ID+KEY`.
  ///
  /// @param setting where it stands, for whoever has to mend it
  static WitnessKey parse(String text, String setting) {
    var parts = text.strip().split("\\+", 3);
    try {
      var typed = Base64.getDecoder().decode(parts[2]);
      var id = HexFormat.of().parseHex(parts[1]);
      if (typed[0] == COSIGNATURE && Arrays.equals(id, id(parts[0], typed))) {
        var encoded = Arrays.copyOf(X509, X509.length + typed.length - 1);
        System.arraycopy(typed, 1, encoded, X509.length, typed.length - 1);
        var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        return new WitnessKey(parts[0], id, key);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException | GeneralSecurityException _) {
      // said below, in words
    }
    throw new IllegalStateException(
        setting + " is not a witness's key: give the line that the witness prints at its start");
  }

  private static byte[] id(String name, byte[] typed) throws GeneralSecurityException {
    var sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(typed), ID_BYTES);
  }

  String name() {
    return name;
  }

  /// Whether a line is this witness's signature of a checkpoint.
  ///
  /// @param text what the log signed
  boolean made(String text, String line) {
    var words = line.split(" ", -1);
    try {
      if (words.length != 3 || !words[0].equals("—") || !words[1].equals(name)) {
        return false;
      }
      var signed = ByteBuffer.wrap(Base64.getDecoder().decode(words[2].stripTrailing()));
      var by = new byte[ID_BYTES];
      signed.get(by);
      var message = "cosignature/v1\ntime " + signed.getLong() + "\n" + text;
      var signature = new byte[signed.remaining()];
      signed.get(signature);
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message.getBytes(StandardCharsets.UTF_8));
      return line.endsWith("\n")
          && line.indexOf('\n') == line.length() - 1
          && Arrays.equals(by, id)
          && check.verify(signature);
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException _) {
      return false;
    } catch (GeneralSecurityException _) {
      return false; // a signature of another length is none
    }
  }
}
