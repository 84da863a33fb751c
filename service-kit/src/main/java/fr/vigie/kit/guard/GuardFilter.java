package fr.vigie.kit.guard;

import fr.vigie.kit.Claims;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Stands before every resource: a request in a person's name goes on only while that person may
/// act. Who has no token, or a service's key, is not its concern.
@Singleton
class GuardFilter {

  private final Guard guard;
  private final RoutingContext request;

  GuardFilter(Guard guard, RoutingContext request) {
    this.guard = guard;
    this.request = request;
  }

  @ServerRequestFilter
  @Nullable Response pass() {
    if (!(request.user() instanceof QuarkusHttpUser user)
        || !(user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token)) {
      return null;
    }
    var verdict =
        guard.verdict(token.getSubject(), Claims.of(token, "sid"), Claims.of(token, "org"));
    if (verdict != Verdict.MAY_ACT) {
      guard.refused(verdict);
    }
    return GuardProblems.of(verdict);
  }
}
