package fr.vigie.kit.dpop;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Reads proofs: everything that RFC 9449, 4.3 asks for but the nonce and that it is shown once.
public final class Proofs {

  /// Header of the requests that bear one.
  public static final String HEADER = "DPoP";

  /// Header of the answers that bear a nonce.
  public static final String NONCE_HEADER = "DPoP-Nonce";

  /// The one algorithm that is taken.
  public static final String ALGORITHM = AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;

  /// How far a proof's clock may be from ours, either way.
  static final Duration SKEW = Duration.ofSeconds(30);

  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST = 4_096;
  private static final int LONGEST_ID = 256;

  private Proofs() {}

  /// Reads what was shown with a request.
  ///
  /// @param target scheme, host, port and path of the request
  /// @param token the access token the proof is shown with, if it is
  public static Proof read(
      String shown, String method, URI target, @Nullable String token, Instant now)
      throws BadProofException {
    if (shown.length() > LONGEST) {
      throw new BadProofException("too-long");
    }
    try {
      var jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM));
      jws.setCompactSerialization(shown);
      // Not with a private half: jose4j refuses that.
      var key = jws.getJwkHeader();
      if (!TYPE.equals(jws.getHeader("typ")) || key == null) {
        throw new BadProofException("header");
      }
      jws.setKey(key.getPublicKey());
      if (!jws.verifySignature()) {
        throw new BadProofException("signature");
      }
      var claims = JwtClaims.parse(jws.getPayload());
      checkRequest(claims, method, target, token);
      var id = claims.getJwtId();
      if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
        throw new BadProofException("id");
      }
      return new Proof(
          key.calculateBase64urlEncodedThumbprint("SHA-256"),
          id,
          until(claims, now),
          Optional.ofNullable(claims.getStringClaimValue("nonce")));
    } catch (JoseException
        | InvalidJwtException
        | MalformedClaimException
        | IllegalArgumentException
        | ClassCastException _) {
      throw new BadProofException("unreadable");
    }
  }

  private static void checkRequest(
      JwtClaims claims, String method, URI target, @Nullable String token)
      throws BadProofException, MalformedClaimException {
    var htu = claims.getStringClaimValue("htu");
    if (!method.equals(claims.getStringClaimValue("htm"))
        || htu == null
        || !plain(URI.create(htu)).equals(plain(target))) {
      throw new BadProofException("other-request");
    }
    var ath = claims.getStringClaimValue("ath");
    if (token != null && !digest(token).equals(ath)) {
      throw new BadProofException("other-token");
    }
  }

  private static Instant until(JwtClaims claims, Instant now)
      throws BadProofException, MalformedClaimException {
    if (claims.getIssuedAt() == null) {
      throw new BadProofException("time");
    }
    var made = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
    if (Duration.between(made, now).abs().compareTo(SKEW) > 0) {
      throw new BadProofException("time");
    }
    return made.plus(SKEW);
  }

  // RFC 3986, 6.2.2 and 6.2.3, as far as 9449 wants it; query and fragment do not count.
  private static String plain(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      return "";
    }
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return "%s://%s:%d%s"
        .formatted(
            scheme,
            uri.getHost().toLowerCase(Locale.ROOT),
            uri.getPort() < 0 ? usual : uri.getPort(),
            path);
  }

  /// What a proof says of the token it is shown with (`ath`).
  public static String digest(String token) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
