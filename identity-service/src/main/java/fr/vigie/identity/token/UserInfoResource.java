package fr.vigie.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.session.Sessions;
import fr.vigie.kit.dpop.BoundTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Says to the bearer of an access token who its subject is, as long as the session is open.
@Path("/userinfo")
class UserInfoResource {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Sessions sessions;
  private final Accounts accounts;
  private final BoundTokens bound;
  private final Refusals refusals;
  private final Trails trails;

  UserInfoResource(
      Tokens tokens,
      Sessions sessions,
      Accounts accounts,
      BoundTokens bound,
      Refusals refusals,
      Trails trails) {
    this.refusals = refusals;
    this.trails = trails;
    this.tokens = tokens;
    this.sessions = sessions;
    this.accounts = accounts;
    this.bound = bound;
  }

  @GET
  public Uni<Response> get(@Context HttpHeaders headers, @Context RoutingContext request) {
    return answer(headers.getHeaderString(HttpHeaders.AUTHORIZATION), request);
  }

  @POST
  public Uni<Response> post(@Context HttpHeaders headers, @Context RoutingContext request) {
    return answer(headers.getHeaderString(HttpHeaders.AUTHORIZATION), request);
  }

  private Uni<Response> answer(@Nullable String authorization, RoutingContext request) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Uni.createFrom().item(refused(BearerTokenError.MISSING_TOKEN));
    }
    var trail = trails.current();
    return OauthHttp.guarded(
        tokens
            .accessClaims(authorization.substring(BEARER.length()).strip())
            .flatMap(claims ->
                claims.filter(said -> mayBeUsed(said, request)).isEmpty()
                    ? invalid(trail)
                    : answer(claims.get(), trail)));
  }

  private boolean mayBeUsed(JWTClaimsSet claims, RoutingContext request) {
    return bound.mayBeUsed(request, new JsonObject(claims.toJSONObject()));
  }

  private Uni<Response> answer(JWTClaimsSet claims, Trail trail) {
    var session = UUID.fromString((String) claims.getClaim("sid"));
    var account = UUID.fromString(claims.getSubject());
    return sessions
        .isOpen(session)
        .flatMap(open ->
            open ? accounts.profile(account) : Uni.createFrom().item(Optional.<Profile>empty()))
        .flatMap(profile ->
            profile.isEmpty()
                ? invalid(trail)
                : Uni.createFrom()
                    .item(
                        Response.ok(info(claims, profile.get()), "application/json")
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .build()));
  }

  private static Map<String, Object> info(JWTClaimsSet claims, Profile profile) {
    var info = new TreeMap<String, Object>();
    info.put("sub", claims.getSubject());
    info.put("preferred_username", profile.login());
    info.put("name", profile.displayName());
    for (var name : new String[] {"roles", "org", "agency"}) {
      info.put(name, claims.getClaim(name));
    }
    return info;
  }

  private Uni<Response> invalid(Trail trail) {
    return refusals
        .note(null, "userinfo", "token-refused", trail)
        .replaceWith(() -> refused(BearerTokenError.INVALID_TOKEN));
  }

  private static Response refused(BearerTokenError error) {
    return Response.status(401)
        .header(HttpHeaders.WWW_AUTHENTICATE, error.toWWWAuthenticateHeader())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
