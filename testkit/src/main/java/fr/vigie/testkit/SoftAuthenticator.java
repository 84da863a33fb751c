package fr.vigie.testkit;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A browser and its authenticator with one passkey (ES256), written out by hand: it can be told to
/// lie in every way that a real one cannot. It vouches for no model; a subclass may.
public class SoftAuthenticator {

  public static final int PRESENT = 0x01;
  public static final int VERIFIED = 0x04;
  public static final int BACKUP_ELIGIBLE = 0x08;
  public static final int BACKED_UP = 0x10;
  private static final int ATTESTED = 0x40;
  private static final byte[] NO_STATEMENT = hex("a363666d74646e6f6e656761747453746d74a0");

  public String origin;
  public String relyingParty;
  public int flags = PRESENT | VERIFIED;
  public long counter;
  public boolean framed;

  private final KeyPair keys;
  private final byte[] credential = new byte[16];
  private volatile String holder = "";

  public SoftAuthenticator(String origin, String relyingParty) {
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

  /// Which model it says to be, where it is asked for that.
  protected UUID model(String asked) {
    return new UUID(0, 0);
  }

  /// The beginning of the attestation object, up to the authenticator's data: format and statement.
  ///
  /// @param asked `none`, `direct`, ...
  /// @param own the key that is being made
  protected byte[] statement(String asked, byte[] data, byte[] clientDataHash, PrivateKey own) {
    return NO_STATEMENT;
  }

  /// What `navigator.credentials.create` gives for these options.
  public final String make(String options) {
    var asked = read(options);
    var attestation = (String) asked.getOrDefault("attestation", "none");
    holder = asked.get("user") instanceof Map<?, ?> user ? String.valueOf(user.get("id")) : "";
    var data = newData(model(attestation));
    var said = clientData("webauthn.create", asked);
    var object =
        joined(
            statement(attestation, data, sha256(said), keys.getPrivate()),
            hex("68617574684461746158"),
            new byte[] {(byte) data.length},
            data);
    return credential(Map.of("clientDataJSON", base64(said), "attestationObject", base64(object)));
  }

  private byte[] newData(UUID model) {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return joined(
        authenticatorData(flags | ATTESTED),
        ByteBuffer.allocate(16)
            .putLong(model.getMostSignificantBits())
            .putLong(model.getLeastSignificantBits())
            .array(),
        new byte[] {0, (byte) credential.length},
        credential,
        hex("a5010203262001215820"),
        coordinate(point.getAffineX()),
        hex("225820"),
        coordinate(point.getAffineY()));
  }

  /// What `navigator.credentials.get` gives for these options.
  public final String show(String options) {
    var data = authenticatorData(flags);
    var said = clientData("webauthn.get", read(options));
    return credential(
        Map.of(
            "clientDataJSON",
            base64(said),
            "authenticatorData",
            base64(data),
            "signature",
            base64(sign(keys.getPrivate(), data, sha256(said))),
            "userHandle",
            holder));
  }

  private String credential(Map<String, Object> response) {
    var id = base64(credential);
    return JSONObjectUtils.toJSONString(
        Map.of(
            "id", id,
            "rawId", id,
            "type", "public-key",
            "clientExtensionResults", Map.of(),
            "response", response));
  }

  private byte[] clientData(String type, Map<String, Object> asked) {
    var said = new LinkedHashMap<String, Object>();
    said.put("type", type);
    said.put("challenge", asked.get("challenge"));
    said.put("origin", origin);
    said.put("crossOrigin", framed);
    return JSONObjectUtils.toJSONString(said).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(int flags) {
    return ByteBuffer.allocate(37)
        .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt((int) counter)
        .array();
  }

  protected static byte[] sign(PrivateKey key, byte[]... parts) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      for (var part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  protected static byte[] joined(byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length += part.length;
    }
    var all = ByteBuffer.allocate(length);
    for (var part : parts) {
      all.put(part);
    }
    return all.array();
  }

  protected static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var length = Math.min(bytes.length, 32);
    return ByteBuffer.allocate(32)
        .position(32 - length)
        .put(bytes, bytes.length - length, length)
        .array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> read(String options) {
    try {
      return JSONObjectUtils.parse(options);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no options of a passkey", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64URL.encode(bytes).toString();
  }
}
