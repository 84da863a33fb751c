package fr.vigie.identity.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import fr.vigie.identity.platform.Opaque;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/// How an application proves that it is itself: by a secret, of which only the digest is known
/// here, or by a key, of which only the public half is.
sealed interface ClientProof {

  /// What an application showed.
  sealed interface Finding {

    record Proven() implements Finding {}

    /// Proven if this is the first time this assertion is shown.
    ///
    /// @param id its `jti`
    /// @param until when it is good for nothing anyway
    record ProvenOnce(String id, Instant until) implements Finding {}

    record Not() implements Finding {}
  }

  Finding look(ClientAuthentication shown, String client, String issuer, Instant now);

  /// `client_secret_basic`, compared in constant time.
  final class BySecret implements ClientProof {

    private final byte[] digest;

    BySecret(byte[] digest) {
      this.digest = digest.clone();
    }

    @Override
    public Finding look(ClientAuthentication shown, String client, String issuer, Instant now) {
      return shown instanceof ClientSecretBasic basic
              && MessageDigest.isEqual(
                  digest, new Opaque(basic.getClientSecret().getValue()).digest())
          ? new Finding.Proven()
          : new Finding.Not();
    }
  }

  /// `private_key_jwt` (RFC 7523), as FAPI 2.0 has it: this very issuer as the one audience, short
  /// lived, good once.
  final class ByKey implements ClientProof {

    private static final Set<JWSAlgorithm> ALGORITHMS =
        Set.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final JWKSet keys;

    ByKey(JWKSet keys) {
      this.keys = keys.toPublicJWKSet();
    }

    @Override
    public Finding look(ClientAuthentication shown, String client, String issuer, Instant now) {
      return shown instanceof PrivateKeyJWT jwt
          ? claims(jwt.getClientAssertion(), client, issuer, now)
              .filter(claims -> isShortLived(claims, now))
              .<Finding>map(claims ->
                  new Finding.ProvenOnce(claims.getJWTID(), claims.getExpirationTime().toInstant()))
              .orElse(new Finding.Not())
          : new Finding.Not();
    }

    private Optional<JWTClaimsSet> claims(
        SignedJWT assertion, String client, String issuer, Instant now) {
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
      processor.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              new JWTClaimsSet.Builder().issuer(client).subject(client).audience(issuer).build(),
              Set.of("exp", "jti")) {
            @Override
            protected Date currentTime() {
              return Date.from(now);
            }
          });
      try {
        return Optional.of(processor.process(assertion, null));
      } catch (BadJOSEException | JOSEException _) {
        return Optional.empty();
      }
    }

    private static boolean isShortLived(JWTClaimsSet claims, Instant now) {
      var issued = claims.getIssueTime();
      return claims.getExpirationTime().toInstant().isBefore(now.plus(LONGEST).plusSeconds(60))
          && (issued == null || !issued.toInstant().isAfter(now.plusSeconds(60)))
          && !claims.getJWTID().isBlank();
    }
  }
}
