package fr.vigie.identity.platform;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;

/// Seals what must not be read in the database or its backups. A sealed secret is a JWE
/// (AES-256-GCM under the credential key) whose authenticated header names what it is and whose:
/// moved to another row it does not open.
@ApplicationScoped
public class Vault {

  private static final String PLACE = "place";

  private final byte[] key;

  @Inject
  Vault(IdentitySettings settings) {
    this(Keyed.key("vigie.identity.credential-key", settings.credentialKey()));
  }

  Vault(byte[] key) {
    this.key = key.clone();
  }

  /// Seals a secret for one place.
  ///
  /// @param place what is sealed and whose, for example `totp:<account>`
  public String seal(String place, String secret) {
    try {
      var header =
          new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
              .customParam(PLACE, place)
              .build();
      var sealed = new JWEObject(header, new Payload(secret));
      sealed.encrypt(new DirectEncrypter(key));
      return sealed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot seal for " + place, e);
    }
  }

  /// Opens what was sealed for a place.
  ///
  /// @throws IllegalStateException where it was not sealed here, under this key, for this place
  public String open(String place, String sealed) {
    try {
      var jwe = JWEObject.parse(sealed);
      jwe.decrypt(new DirectDecrypter(key));
      if (!place.equals(jwe.getHeader().getCustomParam(PLACE))) {
        throw new IllegalStateException("sealed for another place than " + place);
      }
      return jwe.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("cannot open what was sealed for " + place, e);
    }
  }
}
