package fr.vigie.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import fr.vigie.identity.session.Sessions;
import fr.vigie.kit.dpop.BoundTokens;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/// Lets people act on `/admin/...` here with an access token of this very service, as long as its
/// session is open. No token is taken to another place to be looked at.
@Singleton
class OwnTokens extends BearerMechanism {

  private final Tokens tokens;
  private final Sessions sessions;
  private final BoundTokens bound;

  OwnTokens(Tokens tokens, Sessions sessions, BoundTokens bound) {
    super("/admin/", "bearer-of-ours");
    this.tokens = tokens;
    this.sessions = sessions;
    this.bound = bound;
  }

  @Override
  protected Uni<SecurityIdentity> whose(String token, RoutingContext context) {
    return tokens
        .accessClaims(token)
        .flatMap(claims ->
            claims.filter(said -> mayBeUsed(said, context)).isEmpty()
                ? refused()
                : sessions
                    .isOpen(UUID.fromString((String) claims.get().getClaim("sid")))
                    .flatMap(open ->
                        open ? Uni.createFrom().item(identity(claims.get(), token)) : refused()));
  }

  // One that is bound to a key is good with a proof of that key only.
  private boolean mayBeUsed(JWTClaimsSet claims, RoutingContext context) {
    return bound.mayBeUsed(context, new JsonObject(claims.toJSONObject()));
  }

  private static Uni<SecurityIdentity> refused() {
    return Uni.createFrom()
        .failure(new AuthenticationFailedException("no token of an open session"));
  }

  private static SecurityIdentity identity(JWTClaimsSet claims, String token) {
    try {
      var principal =
          new OidcJwtCallerPrincipal(
              JwtClaims.parse(claims.toString()), new AccessTokenCredential(token));
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(principal)
          .addRoles(Set.copyOf(claims.getStringListClaim("roles")))
          .build();
    } catch (InvalidJwtException | ParseException e) {
      throw new AuthenticationFailedException("not a token of ours", e);
    }
  }
}
