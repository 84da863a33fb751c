package fr.vigie.witness;

import fr.vigie.verifier.notes.NoteKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The key a witness signs with (Ed25519), in a file that only its owner may read. It cannot print.
/// (C2SP tlog-cosignature)
final class WitnessKey {

  private static final String ALGORITHM = "Ed25519";
  private static final byte COSIGNATURE = 0x04;
  private static final int ID_BYTES = 4;
  private static final int PUBLIC_BYTES = 32;

  private final NoteKey key;
  private final PrivateKey privateKey;

  private WitnessKey(NoteKey key, PrivateKey privateKey) {
    this.key = key;
    this.privateKey = privateKey;
  }

  /// Reads the key, or makes one where there is none.
  ///
  /// @param file two lines: what verifiers are given, and the private key
  static WitnessKey in(Path file, String name) throws IOException {
    try {
      if (Files.notExists(file)) {
        make(file, name);
      }
      var lines = Files.readAllLines(file);
      var secret = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)));
      var key = NoteKey.parse(lines.get(0));
      if (!key.name().equals(name) || !key.isWitness()) {
        throw new IOException(file + " is the key of " + key.name());
      }
      return new WitnessKey(key, KeyFactory.getInstance(ALGORITHM).generatePrivate(secret));
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + " holds no key of a witness", e);
    }
  }

  private static void make(Path file, String name) throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    var encoded = pair.getPublic().getEncoded();
    var typed = ByteBuffer.allocate(1 + PUBLIC_BYTES).put(COSIGNATURE);
    typed.put(encoded, encoded.length - PUBLIC_BYTES, PUBLIC_BYTES);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file,
        List.of(
            NoteKey.word(name, typed.array()),
            Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())));
  }

  /// What verifiers are given.
  NoteKey key() {
    return key;
  }

  /// A signature line: that the checkpoint was seen at this time.
  ///
  /// @param seconds since 1970
  String sign(String text, long seconds) {
    var message = "cosignature/v1\ntime " + seconds + "\n" + text;
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message.getBytes(StandardCharsets.UTF_8));
      var signed = signature.sign();
      var line = ByteBuffer.allocate(ID_BYTES + Long.BYTES + signed.length);
      line.put(HexFormat.of().parseHex(key.toString().split("\\+", 3)[1]));
      line.putLong(seconds).put(signed);
      return "— " + key.name() + " " + Base64.getEncoder().encodeToString(line.array()) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not sign", e);
    }
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
