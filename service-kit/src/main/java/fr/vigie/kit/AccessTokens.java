package fr.vigie.kit;

import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Lets only access tokens act as access tokens: RFC 9068 wants `typ: at+jwt` in the header, so
/// that an ID token or a logout token of the same issuer opens nothing. Signature, issuer,
/// audience, expiry and `acr` have been checked before this.
@ApplicationScoped
class AccessTokens implements SecurityIdentityAugmentor {

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    var token = identity.getCredential(TokenCredential.class);
    // Whoever signed in here by a code flow is known by the ID token, and shows no access token.
    if (token == null
        || identity.isAnonymous()
        || identity.getCredential(IdTokenCredential.class) != null
        || !"bearer".equals(token.getType())) {
      return Uni.createFrom().item(identity);
    }
    return isAccessToken(token.getToken())
        ? Uni.createFrom().item(identity)
        : Uni.createFrom().failure(new AuthenticationFailedException("not an access token"));
  }

  static boolean isAccessToken(String token) {
    var dot = token.indexOf('.');
    if (dot < 0) {
      return false;
    }
    var header = Base64.getUrlDecoder().decode(token.substring(0, dot));
    return "at+jwt"
        .equalsIgnoreCase(
            new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("typ"));
  }
}
