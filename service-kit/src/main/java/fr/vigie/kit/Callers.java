package fr.vigie.kit;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who is behind the request that is being answered.
@ApplicationScoped
public class Callers {

  private final SecurityIdentity identity;
  private final HttpServerRequest request;

  Callers(SecurityIdentity identity, HttpServerRequest request) {
    this.identity = identity;
    this.request = request;
  }

  /// The person whose access token came with the request.
  ///
  /// @throws IllegalStateException where the request bears none: the resource lacks its
  ///   `@RolesAllowed`
  public Caller current() {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new IllegalStateException("a resource that asks for the caller admits no one else");
    }
    return new Caller(
        token.getSubject(),
        token.getClaim("org"),
        token.getClaim("agency"),
        token.getClaim("sid"),
        identity.getRoles(),
        network(),
        correlation());
  }

  /// Prefix of the address the request came from.
  public String network() {
    return Networks.prefix(request.remoteAddress().hostAddress());
  }

  /// The request's correlation id.
  public String correlation() {
    return Correlation.of(request);
  }
}
