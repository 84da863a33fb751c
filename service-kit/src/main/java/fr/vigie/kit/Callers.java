package fr.vigie.kit;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.requests.RequestEvent;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.security.Principal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Who is behind the request that is being answered.
@ApplicationScoped
public class Callers {

  private static final String PURPOSE = Callers.class.getName() + ".purpose";
  private static final String BEHIND = Callers.class.getName() + ".behind";

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

  /// What goes with an event of the request, whoever asks: a person, a service, nobody known.
  public Map<String, String> attributes() {
    var user = user();
    if (user instanceof JsonWebToken token
        && token.getSubject() != null
        && Claims.of(token, "org") != null) {
      return current().attributes();
    }
    Map<String, String> behind = request.get(BEHIND);
    var all = new TreeMap<>(Objects.requireNonNullElse(behind, Map.of()));
    all.putIfAbsent(Attribute.ACTOR.key(), name(user));
    all.put(Attribute.NETWORK.key(), network());
    all.put(Attribute.CORRELATION.key(), correlation());
    if (!purpose().isEmpty()) {
      all.put(Attribute.PURPOSE.key(), purpose());
    }
    return all;
  }

  /// Notes for whom a service makes the request.
  ///
  /// @param attributes of whoever stands behind it
  public void behindIs(Map<String, String> attributes) {
    request.put(BEHIND, attributes);
  }

  // A token's own name may be a login, which stands in no event.
  private static String name(@Nullable Principal user) {
    var name = user instanceof JsonWebToken token ? token.getSubject() : nameOf(user);
    return Objects.requireNonNullElse(name, RequestEvent.UNKNOWN);
  }

  private static @Nullable String nameOf(@Nullable Principal user) {
    return user == null ? null : user.getName();
  }

  // Whoever another provider vouches for shows an ID token, and is nobody here yet: what they are
  // called over there stands in no event.
  private @Nullable Principal user() {
    return request.user() instanceof QuarkusHttpUser user
            && !user.getSecurityIdentity().isAnonymous()
            && user.getSecurityIdentity().getCredential(IdTokenCredential.class) == null
        ? user.getSecurityIdentity().getPrincipal()
        : null;
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
