package fr.vigie.identity.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The models of authenticator that privileged roles may use, and the certificates of those who
/// make them. A model is what the maker's certificate says it is: an authenticator that vouches for
/// itself, or says nothing, is of no model.
final class Makers implements TrustAnchorRepository {

  /// Nobody's.
  static final Makers NONE = new Makers(Set.of(), Set.of());

  private final Set<UUID> models;
  private final Set<TrustAnchor> makers;

  Makers(Set<UUID> models, Set<TrustAnchor> makers) {
    this.models = Set.copyOf(models);
    this.makers = Set.copyOf(makers);
  }

  /// As the settings name them.
  ///
  /// @param file certificates, in PEM
  static Makers read(Set<UUID> models, Path file) {
    try (var pem = Files.newInputStream(file)) {
      var makers =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .map(certificate -> new TrustAnchor(certificate, null))
              .collect(Collectors.toSet());
      return new Makers(models, makers);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "vigie.identity.passkey.makers: no certificates in PEM can be read from " + file, e);
    }
  }

  boolean isEmpty() {
    return models.isEmpty() || makers.isEmpty();
  }

  boolean vouchFor(UUID model) {
    return models.contains(model);
  }

  /// Reads and judges attestations of these makers, and takes no others.
  WebAuthnManager manager(ObjectConverter converter) {
    return new WebAuthnManager(
        List.of(
            new PackedAttestationStatementVerifier(),
            new TPMAttestationStatementVerifier(),
            new AndroidKeyAttestationStatementVerifier(),
            new AppleAnonymousAttestationStatementVerifier()),
        new DefaultCertPathTrustworthinessVerifier(this),
        new DefaultSelfAttestationTrustworthinessVerifier(false),
        converter);
  }

  @Override
  public Set<TrustAnchor> find(AAGUID model) {
    var id = model.getValue();
    return id != null && vouchFor(id) ? makers : Set.of();
  }

  // Authenticators of U2F's days, which name no model.
  @Override
  public Set<TrustAnchor> find(byte[] keyIdentifier) {
    return Set.of();
  }
}
