package fr.vigie.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.vigie.kit.Signatures;
import fr.vigie.kit.dpop.Proofs;
import fr.vigie.testkit.TestKey;
import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/// What a service does with each request that bears a bound token (P3): verify the token, on jose4j
/// as quarkus-oidc does, and the proof of its key. Twice: with the JDK's own ES256, which is what
/// quarkus-oidc has where nobody does anything about it, and as our services start. One thread.
final class ProofCheck {

  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final String ISSUER = "http://localhost";
  private static final URI TARGET = URI.create("http://localhost/v1/records/1");

  private final Report report;

  ProofCheck(Report report) {
    this.report = report;
  }

  void run() throws Exception {
    var issuer = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    var key = new TestKey();
    var token = token(issuer, key.thumbprint());
    var consumer = consumer(issuer);
    Tally.Deed check = _ -> check(consumer, token, proof(key, token));
    var native_ = new Tally();
    var jdk = new Tally();
    for (var round = -1; round < ROUNDS; round++) {
      Security.removeProvider(Signatures.PROVIDER);
      (round < 0 ? new Tally() : jdk).round(1, ROUND, check);
      if (!Signatures.install(Signatures.NATIVE)) {
        throw new IllegalStateException("no native signatures for this machine");
      }
      (round < 0 ? new Tally() : native_).round(1, ROUND, check);
    }
    report.figure(
        "dpop-check-vs-default",
        native_.perSecond(),
        "checks/s",
        "with the JDK's signatures",
        jdk.perSecond());
    report.figure("dpop-check-p99", native_.millis(0.99), "ms");
  }

  // The proof stays the same while the clock allows it: making one is the client's work.
  private String proof = "";
  private Instant madeAt = Instant.EPOCH;

  private String proof(TestKey key, String token) {
    var now = Instant.now();
    if (madeAt.plusSeconds(10).isBefore(now)) {
      madeAt = now;
      proof =
          key.proof(
              "GET",
              TARGET.toString(),
              now,
              claims -> claims.claim("ath", Proofs.digest(token)).claim("nonce", "n"));
    }
    return proof;
  }

  private static boolean check(JwtConsumer consumer, String token, String proof) throws Exception {
    var claims = consumer.processToClaims(token);
    var shown = Proofs.read(proof, "GET", TARGET, token, Instant.now());
    if (!shown.key().equals(((java.util.Map<?, ?>) claims.getClaimValue("cnf")).get("jkt"))) {
      throw new IllegalStateException("another key");
    }
    return true;
  }

  private static JwtConsumer consumer(ECKey issuer) throws JOSEException {
    return new JwtConsumerBuilder()
        .setVerificationKey(issuer.toECPublicKey())
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, Proofs.ALGORITHM)
        .setExpectedIssuer(ISSUER)
        .setExpectedAudience("vigie")
        .setRequireExpirationTime()
        .build();
  }

  // As identity-service makes them.
  private static String token(ECKey issuer, String thumbprint) throws JOSEException {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("vigie")
            .subject(UUID.randomUUID().toString())
            .claim("sid", UUID.randomUUID().toString())
            .claim("client_id", "web-front")
            .claim("scope", "openid profile")
            .claim("acr", "urn:vigie:acr:two-factor")
            .claim("amr", List.of("pwd", "otp", "mfa"))
            .claim("roles", List.of("advisor"))
            .claim("org", "FT")
            .claim("agency", "FT-01")
            .claim("cnf", java.util.Map.of("jkt", thumbprint))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3_600)))
            .build();
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("1")
                .build(),
            claims);
    jwt.sign(new ECDSASigner(issuer));
    return jwt.serialize();
  }
}
