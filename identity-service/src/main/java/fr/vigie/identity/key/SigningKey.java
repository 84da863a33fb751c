package fr.vigie.identity.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Map;

/// A key this provider signs with: ES256, named by its RFC 7638 thumbprint.
public final class SigningKey {

  private final ECKey pair;
  private final JWSSigner signer;

  SigningKey(ECKey pair) {
    this.pair = pair;
    try {
      this.signer = new ECDSASigner(pair);
    } catch (JOSEException e) {
      throw new IllegalStateException("a signing key has no private half on P-256", e);
    }
  }

  static SigningKey generate() {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /// Both halves: for sealing alone.
  ECKey pair() {
    return pair;
  }

  /// Its thumbprint, in the header of what it signs (`kid`).
  public String id() {
    return pair.getKeyID();
  }

  /// Signs claims as they are: a list of one stays a list.
  ///
  /// @return the token, as it travels
  public String sign(String type, Map<String, Object> claims) {
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(new JOSEObjectType(type))
              .keyID(id())
              .build();
      var jws = new JWSObject(header, new Payload(claims));
      jws.sign(signer);
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
