package fr.vigie.identity;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/// A browser and its authenticator with one passkey, written out by hand: it can be told to lie in
/// every way that a real one cannot.
public final class SoftPasskey {

  public static final int PRESENT = 0x01;
  public static final int VERIFIED = 0x04;
  public static final int BACKUP_ELIGIBLE = 0x08;
  public static final int BACKED_UP = 0x10;
  private static final int ATTESTED = 0x40;

  private final KeyPair keys;
  private final byte[] credential = new byte[16];
  public String origin;
  public String relyingParty;
  public int flags = PRESENT | VERIFIED;
  public long counter;
  public boolean framed;

  /// What it says of its model where it is asked to, and who vouches for it.
  Vouching vouching = Vouching.BY_MAKER;

  UUID model = Maker.MODEL;
  UUID certified = Maker.MODEL;
  Maker maker = Maker.KNOWN;

  /// How an authenticator says of which model it is.
  enum Vouching {
    BY_MAKER,
    /// With the very key that it makes.
    BY_ITSELF,
    NOT
  }

  private String userHandle = "";

  public SoftPasskey(String origin, String relyingParty) {
    this.origin = origin;
    this.relyingParty = relyingParty;
    new SecureRandom().nextBytes(credential);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What `navigator.credentials.create` gives for these options.
  public String make(String options) {
    var asked = new JsonObject(options);
    userHandle = asked.getJsonObject("user").getString("id");
    var vouches = asked.getString("attestation").equals("direct") && vouching != Vouching.NOT;
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var attested =
        ByteBuffer.allocate(512)
            .put(vouches ? Maker.bytes(model) : new byte[16])
            .putShort((short) credential.length)
            .put(credential)
            .put(hex("a5010203262001215820"))
            .put(coordinate(point.getAffineX().toByteArray()))
            .put(hex("225820"))
            .put(coordinate(point.getAffineY().toByteArray()));
    var data =
        ByteBuffer.allocate(1024).put(authenticatorData(flags | ATTESTED)).put(attested.flip());
    data.flip();
    var authenticator = bytes(data);
    var said = clientData("webauthn.create", asked);
    var object =
        ByteBuffer.allocate(2048)
            .put(
                vouches
                    ? statement(authenticator, said)
                    : hex("a363666d74646e6f6e656761747453746d74a0"))
            .put(hex("68617574684461746158"))
            .put((byte) authenticator.length)
            .put(authenticator);
    object.flip();
    return credential(
        new JsonObject()
            .put("clientDataJSON", base64(said))
            .put("attestationObject", base64(bytes(object))));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  // The statement "packed": algorithm, signature, and the batch's certificate where there is one.
  private byte[] statement(byte[] authenticator, byte[] said) {
    var byMaker = vouching == Vouching.BY_MAKER;
    var hash = sha256(said);
    var signature =
        byMaker
            ? maker.sign(authenticator, hash)
            : Maker.sign(keys.getPrivate(), authenticator, hash);
    var statement =
        ByteBuffer.allocate(1500)
            .put(hex("a363666d74667061636b65646761747453746d74"))
            .put(hex(byMaker ? "a3" : "a2"))
            .put(hex("63616c67266373696758"))
            .put((byte) signature.length)
            .put(signature);
    if (byMaker) {
      var certificate = maker.batchCertificate(certified);
      statement.put(hex("637835638159")).putShort((short) certificate.length).put(certificate);
    }
    statement.flip();
    return bytes(statement);
  }

  /// What `navigator.credentials.get` gives for these options.
  public String show(String options) {
    var asked = new JsonObject(options);
    var data = authenticatorData(flags);
    var said = clientData("webauthn.get", asked);
    return credential(
        new JsonObject()
            .put("clientDataJSON", base64(said))
            .put("authenticatorData", base64(data))
            .put("signature", base64(sign(data, said)))
            .put("userHandle", userHandle));
  }

  private String credential(JsonObject response) {
    return new JsonObject()
        .put("id", base64(credential))
        .put("rawId", base64(credential))
        .put("type", "public-key")
        .put("clientExtensionResults", new JsonObject())
        .put("response", response)
        .encode();
  }

  private byte[] clientData(String type, JsonObject asked) {
    return new JsonObject()
        .put("type", type)
        .put("challenge", asked.getString("challenge"))
        .put("origin", origin)
        .put("crossOrigin", framed)
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(int flags) {
    return ByteBuffer.allocate(37)
        .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt((int) counter)
        .array();
  }

  private byte[] sign(byte[] data, byte[] said) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(said));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] coordinate(byte[] number) {
    var out = new byte[32];
    var length = Math.min(number.length, 32);
    System.arraycopy(number, number.length - length, out, 32 - length, length);
    return out;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hex(String digits) {
    return java.util.HexFormat.of().parseHex(digits);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
