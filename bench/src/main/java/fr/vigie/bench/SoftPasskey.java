package fr.vigie.bench;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
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
import java.util.HexFormat;

/// An authenticator with one passkey, in software: ES256, no attestation, no counter.
final class SoftPasskey {

  private static final int PRESENT_AND_VERIFIED = 0x05;
  private static final int ATTESTED = 0x40;
  private static final String NO_ATTESTATION =
      "a363666d74646e6f6e656761747453746d74a068617574684461746158";

  private final byte[] credential = new byte[16];
  private final KeyPair keys;
  private final String origin;
  private volatile String holder = "";

  SoftPasskey(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(credential);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a browser gives where a passkey is to be made.
  String make(String options) {
    var asked = new JsonObject(options);
    holder = asked.getJsonObject("user").getString("id");
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var data = new ByteArrayOutputStream();
    data.writeBytes(authenticatorData(PRESENT_AND_VERIFIED | ATTESTED));
    data.writeBytes(new byte[16]);
    data.writeBytes(new byte[] {0, (byte) credential.length});
    data.writeBytes(credential);
    data.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
    data.writeBytes(coordinate(point.getAffineX()));
    data.writeBytes(HexFormat.of().parseHex("225820"));
    data.writeBytes(coordinate(point.getAffineY()));
    var object = new ByteArrayOutputStream();
    object.writeBytes(HexFormat.of().parseHex(NO_ATTESTATION));
    object.write(data.size());
    object.writeBytes(data.toByteArray());
    return said(
        new JsonObject()
            .put("clientDataJSON", base64(clientData("webauthn.create", asked)))
            .put("attestationObject", base64(object.toByteArray())));
  }

  /// What a browser gives where a passkey is to be shown.
  String show(String options) {
    var data = authenticatorData(PRESENT_AND_VERIFIED);
    var client = clientData("webauthn.get", new JsonObject(options));
    return said(
        new JsonObject()
            .put("clientDataJSON", base64(client))
            .put("authenticatorData", base64(data))
            .put("signature", base64(sign(data, client)))
            .put("userHandle", holder));
  }

  private String said(JsonObject response) {
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
        .put("crossOrigin", false)
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] authenticatorData(int flags) {
    return ByteBuffer.allocate(37)
        .put(sha256("localhost".getBytes(StandardCharsets.UTF_8)))
        .put((byte) flags)
        .putInt(0)
        .array();
  }

  private byte[] sign(byte[] data, byte[] client) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
