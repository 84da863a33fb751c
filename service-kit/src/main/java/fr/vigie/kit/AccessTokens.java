package fr.vigie.kit;

import fr.vigie.kit.dpop.BoundTokens;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Lets only access tokens act as access tokens: RFC 9068 wants `typ: at+jwt` in the header, so
/// that an ID token or a logout token of the same issuer opens nothing. Signature, issuer,
/// audience, expiry and `acr` have been checked before this. One that is bound to a key is taken
/// from nobody who does not prove to hold it.
@ApplicationScoped
class AccessTokens implements SecurityIdentityAugmentor {

  private final BoundTokens bound;

  AccessTokens(BoundTokens bound) {
    this.bound = bound;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    var token = identity.getCredential(TokenCredential.class);
    // Whoever signed in here by a code flow is known by the ID token, and shows no access token.
    if (token == null
        || identity.isAnonymous()
        || identity.getCredential(IdTokenCredential.class) != null
        || !"bearer".equals(token.getType())) {
      return Uni.createFrom().item(identity);
    }
    if (!isAccessToken(token.getToken())) {
      return Uni.createFrom().failure(new AuthenticationFailedException("not an access token"));
    }
    return bound.mayBeUsed(
            HttpSecurityUtils.getRoutingContextAttribute(attributes), part(token.getToken(), 1))
        ? Uni.createFrom().item(identity)
        : Uni.createFrom().failure(new AuthenticationFailedException("its key is not proven"));
  }

  static boolean isAccessToken(String token) {
    return token.indexOf('.') >= 0 && "at+jwt".equalsIgnoreCase(part(token, 0).getString("typ"));
  }

  private static JsonObject part(String token, int number) {
    var bytes = Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]);
    return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
  }
}
