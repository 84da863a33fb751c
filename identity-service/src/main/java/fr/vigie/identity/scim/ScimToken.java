package fr.vigie.identity.scim;

import fr.vigie.identity.platform.Opaque;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/// Knows the directory by its token, for `/scim/...` and nothing else.
@ApplicationScoped
class ScimToken implements HttpAuthenticationMechanism {

  static final String ROLE = "service:directory";
  private static final String PATH = "/scim/";
  private static final String BEARER = "Bearer ";
  private static final int BEFORE_OTHERS = 2_001;

  private final byte[] digest;

  ScimToken(ScimSettings settings) {
    digest = settings.tokenDigest().map(HexFormat.of()::parseHex).orElse(new byte[0]);
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    var header = context.request().getHeader("Authorization");
    if (header == null
        || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        || !context.normalizedPath().startsWith(PATH)) {
      return Uni.createFrom().nullItem();
    }
    var shown = new Opaque(header.substring(BEARER.length()).strip()).digest();
    return MessageDigest.isEqual(digest, shown)
        ? Uni.createFrom()
            .item(
                QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("directory"))
                    .addRole(ROLE)
                    .build())
        : Uni.createFrom().failure(new AuthenticationFailedException("not the directory's token"));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return context.normalizedPath().startsWith(PATH)
        ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"))
        : Uni.createFrom().nullItem();
  }

  @Override
  public int getPriority() {
    return BEFORE_OTHERS;
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.AUTHORIZATION, "bearer-of-the-directory"));
  }
}
