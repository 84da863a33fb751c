package fr.vigie.kit;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who is behind the request that is being answered.
@ApplicationScoped
public class Callers {

  private static final String PURPOSE = Callers.class.getName() + ".purpose";

  private final SecurityIdentity identity;
  private final RoutingContext request;

  Callers(SecurityIdentity identity, RoutingContext request) {
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
        Claims.of(token, "org"),
        Claims.of(token, "agency"),
        Claims.of(token, "sid"),
        identity.getRoles(),
        authenticatedAt(token),
        Objects.requireNonNullElse(token.getClaim("acr"), ""),
        methods(token),
        network(),
        correlation(),
        purpose());
  }

  /// Why the request is made; empty where no one asked.
  public String purpose() {
    return Objects.requireNonNullElse(request.get(PURPOSE), "");
  }

  /// Notes why the request is made. A service that asks for it says so here, once it has found the
  /// word on its list: what else stands in a header is nobody's purpose.
  public void purposeIs(String word) {
    request.put(PURPOSE, word);
  }

  // A token that does not say when is as old as can be: it opens nothing that wants a fresh one.
  private static Instant authenticatedAt(JsonWebToken token) {
    return Claims.of(token, "auth_time") instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.EPOCH;
  }

  private static Set<String> methods(JsonWebToken token) {
    var methods = new HashSet<String>();
    if (Claims.of(token, "amr") instanceof Iterable<?> named) {
      for (var method : named) {
        methods.add(method instanceof JsonString text ? text.getString() : method.toString());
      }
    }
    return methods;
  }

  /// Prefix of the address the request came from.
  public String network() {
    return Networks.prefix(request.request().remoteAddress().hostAddress());
  }

  /// The request's correlation id.
  public String correlation() {
    return Correlation.of(request.request());
  }
}
