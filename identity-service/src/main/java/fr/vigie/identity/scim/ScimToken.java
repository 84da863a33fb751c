package fr.vigie.identity.scim;

import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.token.BearerMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Knows the directory by its token, for `/scim/...` and nothing else.
@Singleton
class ScimToken extends BearerMechanism {

  static final String ROLE = "service:directory";

  private final byte[] digest;

  ScimToken(ScimSettings settings) {
    super("/scim/", "bearer-of-the-directory");
    digest = settings.tokenDigest().map(HexFormat.of()::parseHex).orElse(new byte[0]);
  }

  @Override
  protected Uni<SecurityIdentity> whose(String token, RoutingContext context) {
    var shown = new Opaque(token).digest();
    return MessageDigest.isEqual(digest, shown)
        ? Uni.createFrom()
            .item(
                QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("directory"))
                    .addRole(ROLE)
                    .build())
        : Uni.createFrom().failure(new AuthenticationFailedException("not the directory's token"));
  }
}
