package fr.vigie.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.key.SigningKey;
import fr.vigie.identity.key.SigningKeys;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.session.Session;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes tokens and knows its own again. Every token says both factors, because every session has
/// them.
@ApplicationScoped
public class Tokens {

  /// What tokens are to say.
  ///
  /// @param key thumbprint of the key they are bound to
  /// @param refresh made of the code, or in the place of the refresh token that was used
  record Wanted(
      Holder holder,
      String client,
      String scope,
      @Nullable String nonce,
      Optional<String> key,
      Opaque refresh) {}

  /// Both factors were shown.
  public static final String TWO_FACTOR = "urn:vigie:acr:two-factor";

  // As RFC 7515 writes it, to the letter: the library would take padding too.
  private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){2}");
  private static final String AUDIENCE = "vigie";
  private static final String ACCESS = "at+jwt";
  private static final String ID = "JWT";
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final SigningKeys keys;
  private final Accounts accounts;
  private final IdentitySettings settings;
  private final Clock clock;

  Tokens(SigningKeys keys, Accounts accounts, IdentitySettings settings, Clock clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
  }

  /// Tokens for a session, as its account is now; none where the account is no more.
  Uni<Optional<OIDCTokenResponse>> issue(Wanted wanted) {
    return Uni.combine()
        .all()
        .unis(keys.ring(), accounts.find(wanted.holder().session().account()))
        .asTuple()
        .map(found ->
            found
                .getItem2()
                .map(account ->
                    new OIDCTokenResponse(
                        mint(
                            found.getItem1().current(),
                            wanted,
                            claims(wanted.holder(), account)))));
  }

  private OIDCTokens mint(SigningKey key, Wanted wanted, Map<String, Object> said) {
    var access = new HashMap<>(said);
    access.put("aud", List.of(AUDIENCE));
    access.put("client_id", wanted.client());
    access.put("scope", wanted.scope());
    access.put("preferred_username", wanted.holder().login());
    access.put("jti", UUID.randomUUID().toString());
    wanted.key().ifPresent(bound -> access.put("cnf", Map.of("jkt", bound)));
    var accessToken = access(key.sign(ACCESS, access), wanted);

    var id = new HashMap<>(said);
    id.put("aud", List.of(wanted.client()));
    // No name and no login: this token travels in the address of a sign-out. Userinfo tells them.
    id.put(
        "at_hash",
        AccessTokenHash.compute(accessToken, JWSAlgorithm.ES256, Curve.P_256).getValue());
    if (wanted.nonce() != null) {
      id.put("nonce", wanted.nonce());
    }
    return new OIDCTokens(
        key.sign(ID, id), accessToken, new RefreshToken(wanted.refresh().value()));
  }

  private static AccessToken access(String token, Wanted wanted) {
    var scope = Scope.parse(wanted.scope());
    return wanted.key().isPresent()
        ? new DPoPAccessToken(token, LIFETIME.toSeconds(), scope)
        : new BearerAccessToken(token, LIFETIME.toSeconds(), scope);
  }

  private Map<String, Object> claims(Holder holder, Account account) {
    var now = clock.instant();
    var session = holder.session();
    return Map.ofEntries(
        Map.entry("iss", settings.url().toString()),
        Map.entry("sub", account.id().toString()),
        Map.entry("sid", session.id().toString()),
        Map.entry("iat", now.getEpochSecond()),
        Map.entry("exp", now.plus(LIFETIME).getEpochSecond()),
        Map.entry("auth_time", session.authenticatedAt().getEpochSecond()),
        Map.entry("acr", TWO_FACTOR),
        Map.entry("amr", methods(session)),
        Map.entry("roles", account.roles()),
        Map.entry("org", account.organisation()),
        Map.entry("agency", account.agency()));
  }

  private static List<String> methods(Session session) {
    return Stream.concat(session.shown().methods().stream(), Stream.of("mfa")).distinct().toList();
  }

  /// What an access token of ours says; none where it is not ours, not one, or too old.
  Uni<Optional<JWTClaimsSet>> accessClaims(String token) {
    if (!COMPACT.matcher(token).matches()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return keys.ring()
        .map(ring -> {
          var processor = new DefaultJWTProcessor<SecurityContext>();
          processor.setJWSTypeVerifier(
              new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(ACCESS)));
          processor.setJWSKeySelector(
              new JWSVerificationKeySelector<>(
                  JWSAlgorithm.ES256, new ImmutableJWKSet<>(ring.published())));
          processor.setJWTClaimsSetVerifier(
              new DefaultJWTClaimsVerifier<>(
                  AUDIENCE,
                  new JWTClaimsSet.Builder()
                      .issuer(settings.url().toString())
                      .claim("acr", TWO_FACTOR)
                      .build(),
                  Set.of("sub", "sid", "exp")) {
                @Override
                protected Date currentTime() {
                  return Date.from(clock.instant());
                }
              });
          try {
            return Optional.of(processor.process(token, null));
          } catch (ParseException | BadJOSEException | JOSEException _) {
            return Optional.empty();
          }
        });
  }

  /// What an ID token of ours says, however old: a hint of whose session is meant.
  public Uni<Optional<JWTClaimsSet>> hintClaims(SignedJWT token) {
    return keys.ring()
        .map(ring -> {
          var processor = new DefaultJWTProcessor<SecurityContext>();
          processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(ID)));
          processor.setJWSKeySelector(
              new JWSVerificationKeySelector<>(
                  JWSAlgorithm.ES256, new ImmutableJWKSet<>(ring.published())));
          processor.setJWTClaimsSetVerifier((claims, _) -> {
            if (!settings.url().toString().equals(claims.getIssuer())) {
              throw new com.nimbusds.jwt.proc.BadJWTException("another issuer");
            }
          });
          try {
            return Optional.of(processor.process(token, null));
          } catch (BadJOSEException | JOSEException _) {
            return Optional.empty();
          }
        });
  }
}
