package fr.vigie.identity.token;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// Knows whoever shows a bearer token on one part of this service (RFC 6750), before the mechanisms
/// that know others.
public abstract class BearerMechanism implements HttpAuthenticationMechanism {

  private static final String SCHEME = "Bearer ";
  private static final int BEFORE_OTHERS = 2_000;

  private final String path;
  private final String name;

  /// @param path with which addresses begin; on others it knows nobody
  /// @param name no other mechanism has it
  protected BearerMechanism(String path, String name) {
    this.path = path;
    this.name = name;
  }

  /// Whose token it is; fails where it is nobody's.
  protected abstract Uni<SecurityIdentity> whose(String token, RoutingContext context);

  @Override
  public final Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    var header = context.request().getHeader("Authorization");
    return header != null
            && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && isHere(context)
        ? whose(header.substring(SCHEME.length()).strip(), context)
        : Uni.createFrom().nullItem();
  }

  private boolean isHere(RoutingContext context) {
    return context.normalizedPath().startsWith(path);
  }

  @Override
  public final Uni<ChallengeData> getChallenge(RoutingContext context) {
    return isHere(context)
        ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"))
        : Uni.createFrom().nullItem();
  }

  @Override
  public final int getPriority() {
    return BEFORE_OTHERS;
  }

  @Override
  public final Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public final Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, name));
  }
}
