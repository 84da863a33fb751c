package fr.vigie.identity.passkey;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import fr.vigie.identity.account.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/// What the browser is told of a ceremony, in WebAuthn's JSON.
final class PasskeyOptions {

  private static final long PATIENCE_MILLIS = Challenges.LIFETIME.toMillis();

  private final String relyingParty;

  PasskeyOptions(String relyingParty) {
    this.relyingParty = relyingParty;
  }

  /// The account as authenticators know it: its reference, which says nothing of the person.
  static String handle(UUID account) {
    return Ceremonies.base64(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(account.getMostSignificantBits())
            .putLong(account.getLeastSignificantBits())
            .array());
  }

  // No list of credentials: that would tell a stranger whether a login exists.
  String toShow(String challenge) {
    return new JsonObject()
        .put("challenge", challenge)
        .put("rpId", relyingParty)
        .put("timeout", PATIENCE_MILLIS)
        .put("userVerification", "required")
        .put("allowCredentials", new JsonArray())
        .encode();
  }

  /// @param attested the authenticator is to prove of which model it is
  String toMake(
      String challenge, UUID account, Profile profile, List<Passkey> there, boolean attested) {
    var kinds = new JsonArray();
    Ceremonies.KINDS.stream()
        .map(COSEAlgorithmIdentifier::getValue)
        .forEach(kind -> kinds.add(new JsonObject().put("type", "public-key").put("alg", kind)));
    var excluded = new JsonArray();
    there.forEach(passkey ->
        excluded.add(new JsonObject().put("type", "public-key").put("id", passkey.credential())));
    return new JsonObject()
        .put("challenge", challenge)
        .put("rp", new JsonObject().put("id", relyingParty).put("name", "Vigie"))
        .put(
            "user",
            new JsonObject()
                .put("id", handle(account))
                .put("name", profile.login())
                .put("displayName", profile.displayName()))
        .put("pubKeyCredParams", kinds)
        .put("timeout", PATIENCE_MILLIS)
        .put("excludeCredentials", excluded)
        .put(
            "authenticatorSelection",
            new JsonObject()
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", "required"))
        .put("attestation", attested ? "direct" : "none")
        .encode();
  }
}
