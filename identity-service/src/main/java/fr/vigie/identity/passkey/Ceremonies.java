package fr.vigie.identity.passkey;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadAaguidException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CertificateException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.SelfAttestationProhibitedException;
import com.webauthn4j.verifier.exception.TrustAnchorNotFoundException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The two ceremonies of WebAuthn level 3: making a passkey, and showing it. Decides from what it
/// is given and keeps nothing.
final class Ceremonies {

  /// The kinds of key that are asked for, the preferred one first: what every authenticator of
  /// today can make.
  static final List<COSEAlgorithmIdentifier> KINDS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.RS256);

  private static final boolean PRESENT = true;

  private final Origin origin;
  private final String relyingParty;
  private final List<PublicKeyCredentialParameters> kinds;
  private final boolean verified;
  private final WebAuthnManager manager;
  private final WebAuthnManager attesting;
  private final AttestedCredentialDataConverter materials;

  /// @param origin scheme, host and port of the pages
  /// @param relyingParty the host passkeys are made for
  /// @param makers whose authenticators are taken of those who have to prove the model
  Ceremonies(String origin, String relyingParty, Makers makers) {
    this(origin, relyingParty, makers, KINDS, true);
  }

  /// For the specification's own examples.
  ///
  /// @param verified the device has to make sure of the person
  Ceremonies(
      String origin,
      String relyingParty,
      Makers makers,
      List<COSEAlgorithmIdentifier> kinds,
      boolean verified) {
    this.origin = new Origin(origin);
    this.relyingParty = relyingParty;
    this.verified = verified;
    this.kinds =
        kinds.stream()
            .map(
                kind -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, kind))
            .toList();
    var converter = new ObjectConverter();
    manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    attesting = makers.manager(converter);
    materials = new AttestedCredentialDataConverter(converter);
  }

  /// What a browser sent, read but not judged.
  Optional<RegistrationData> readNew(String json) {
    try {
      return said(json, List.of("clientDataJSON", "attestationObject"))
          .map(manager::parseRegistrationResponseJSON)
          .filter(data -> data.getCollectedClientData() != null)
          .filter(data -> attested(data).isPresent());
    } catch (RuntimeException _) { // whatever the reader makes of nonsense, it is nonsense
      return Optional.empty();
    }
  }

  /// What a browser sent, read but not judged.
  Optional<AuthenticationData> readShown(String json) {
    try {
      return said(json, List.of("clientDataJSON", "authenticatorData", "signature"))
          .map(manager::parseAuthenticationResponseJSON)
          .filter(data -> data.getCollectedClientData() != null)
          .filter(data -> data.getAuthenticatorData() != null)
          .filter(data -> data.getCredentialId() != null);
    } catch (RuntimeException _) { // whatever the reader makes of nonsense, it is nonsense
      return Optional.empty();
    }
  }

  // What counts of what a browser said, written again; nothing where something is missing or is no
  // text. Whatever else it says is not read.
  private static Optional<String> said(String json, List<String> needed) {
    JsonObject all;
    try {
      all = new JsonObject(json);
    } catch (DecodeException | ClassCastException _) {
      return Optional.empty();
    }
    if (!(all.getValue("id") instanceof String id)
        || !(all.getValue("response") instanceof JsonObject response)
        || !needed.stream().allMatch(field -> response.getValue(field) instanceof String)) {
      return Optional.empty();
    }
    var told = new JsonObject();
    needed.forEach(field -> told.put(field, response.getString(field)));
    if (response.getValue("userHandle") instanceof String handle) {
      told.put("userHandle", handle);
    }
    return Optional.of(
        new JsonObject()
            .put("id", id)
            .put("rawId", id)
            .put("type", "public-key")
            .put("clientExtensionResults", new JsonObject())
            .put("response", told)
            .encode());
  }

  // Our pages are in nobody's frame, and what is signed in one is not for us.
  private static boolean isFramed(@Nullable CollectedClientData said) {
    return said == null || Boolean.TRUE.equals(said.getCrossOrigin());
  }

  /// The challenge that was signed, base64url; empty where there is none.
  static String challenge(@Nullable CollectedClientData said) {
    var challenge = said == null ? null : said.getChallenge();
    return challenge == null ? "" : base64(challenge.getValue());
  }

  /// The id of the passkey that is shown, base64url.
  @SuppressWarnings(
      "NullAway") // reads their annotation as one of the bytes; there is one: see above
  static String credential(AuthenticationData data) {
    return base64(data.getCredentialId());
  }

  /// For whom the authenticator says it holds the key, base64url; empty where it does not say.
  @SuppressWarnings("NullAway") // reads their annotation as one of the bytes
  static String holder(AuthenticationData data) {
    var handle = data.getUserHandle();
    return handle == null ? "" : base64(handle);
  }

  /// Judges a new passkey.
  ///
  /// @param challenge the one it was to sign, base64url
  /// @param attested the authenticator has to prove of which model it is
  Judgement judgeNew(
      RegistrationData data, UUID account, String challenge, boolean attested, Instant now) {
    if (isFramed(data.getCollectedClientData())) {
      return new Judgement.Bad(PasskeyRefusal.ORIGIN);
    }
    if (attested && saysNothing(data)) {
      return new Judgement.Bad(PasskeyRefusal.MODEL);
    }
    try {
      (attested ? attesting : manager)
          .verify(data, new RegistrationParameters(server(challenge), kinds, verified, PRESENT));
    } catch (VerificationException bad) {
      return new Judgement.Bad(why(bad));
    }
    var material = attested(data).orElseThrow();
    var flags = requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    return new Judgement.Good(
        new Passkey(
            UUID.randomUUID(),
            account,
            base64(material.getCredentialId()),
            base64(materials.convert(material)),
            flags.getSignCount(),
            flags.isFlagBE(),
            flags.isFlagBS(),
            now,
            Optional.empty(),
            attested ? Optional.ofNullable(material.getAaguid().getValue()) : Optional.empty()));
  }

  private static boolean saysNothing(RegistrationData data) {
    return requireNonNull(data.getAttestationObject()).getAttestationStatement()
        instanceof NoneAttestationStatement;
  }

  /// Judges a passkey that is shown.
  ///
  /// @param known as it was kept after its last use
  /// @param challenge the one it was to sign, base64url
  Judgement judgeShown(AuthenticationData data, Passkey known, String challenge, Instant now) {
    if (isFramed(data.getCollectedClientData())) {
      return new Judgement.Bad(PasskeyRefusal.ORIGIN);
    }
    var kept =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            true,
            known.backupEligible(),
            known.backedUp(),
            known.signs(),
            materials.convert(Base64.getUrlDecoder().decode(known.material())),
            null,
            null,
            null,
            Set.of());
    try {
      manager.verify(
          data, new AuthenticationParameters(server(challenge), kept, null, verified, PRESENT));
    } catch (VerificationException bad) {
      return new Judgement.Bad(why(bad));
    }
    var flags = requireNonNull(data.getAuthenticatorData());
    return new Judgement.Good(known.used(flags.getSignCount(), flags.isFlagBS(), now));
  }

  private ServerProperty server(String challenge) {
    return ServerProperty.builder()
        .origin(origin)
        .rpId(relyingParty)
        .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
        .build();
  }

  private static Optional<AttestedCredentialData> attested(RegistrationData data) {
    return Optional.ofNullable(data.getAttestationObject())
        .map(object -> object.getAuthenticatorData().getAttestedCredentialData());
  }

  private static PasskeyRefusal why(VerificationException bad) {
    return switch (bad) {
      case BadChallengeException _, MissingChallengeException _ -> PasskeyRefusal.CHALLENGE;
      case BadOriginException _, BadTopOriginException _, CrossOriginException _ ->
          PasskeyRefusal.ORIGIN;
      case BadRpIdException _ -> PasskeyRefusal.RELYING_PARTY;
      case UserNotVerifiedException _, UserNotPresentException _ -> PasskeyRefusal.NOT_VERIFIED;
      case MaliciousCounterValueException _ -> PasskeyRefusal.CLONED;
      case BadBackupEligibleFlagException _, IllegalBackupStateException _ -> PasskeyRefusal.BACKUP;
      case TrustAnchorNotFoundException _ -> PasskeyRefusal.MODEL;
      case CertificateException _,
          BadAttestationStatementException _,
          BadAaguidException _,
          SelfAttestationProhibitedException _ ->
          PasskeyRefusal.ATTESTATION;
      case BadSignatureException _ -> PasskeyRefusal.SIGNATURE;
      default -> PasskeyRefusal.INVALID;
    };
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
