package fr.vigie.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/// Says whether a token is good at this moment (RFC 7662): signed by us, in time, and its session
/// open. To the application it was given to, and to those that may ask about all; to others every
/// token is as good as none.
@Path("/introspection")
class IntrospectionResource {

  private static final TokenIntrospectionSuccessResponse INACTIVE =
      new TokenIntrospectionSuccessResponse.Builder(false).build();

  private final ClientDoor door;
  private final Tokens tokens;
  private final RefreshTokens refreshTokens;
  private final Sessions sessions;

  IntrospectionResource(
      ClientDoor door, Tokens tokens, RefreshTokens refreshTokens, Sessions sessions) {
    this.door = door;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.sessions = sessions;
  }

  @POST
  public Uni<Response> tell(String body, @Context HttpHeaders headers) {
    return door.open("introspection", body, headers, TokenIntrospectionRequest::parse, this::tell);
  }

  private Uni<Response> tell(TokenIntrospectionRequest request, Client client, Trail trail) {
    var token = request.getToken().getValue();
    return tokens
        .accessClaims(token)
        .flatMap(
            claims -> claims.isPresent() ? access(claims.get(), client) : refresh(token, client))
        .map(answer -> OauthHttp.answer(answer.toHTTPResponse()));
  }

  private Uni<TokenIntrospectionSuccessResponse> access(JWTClaimsSet claims, Client client) {
    if (!client.introspects() && !client.id().equals(claims.getClaim("client_id"))) {
      return Uni.createFrom().item(INACTIVE);
    }
    return sessions
        .isOpen(UUID.fromString((String) claims.getClaim("sid")))
        .map(open -> open ? active(claims) : INACTIVE);
  }

  private static TokenIntrospectionSuccessResponse active(JWTClaimsSet claims) {
    var answer =
        new TokenIntrospectionSuccessResponse.Builder(true)
            .issuer(new Issuer(claims.getIssuer()))
            .subject(new Subject(claims.getSubject()))
            .audience(Audience.create(claims.getAudience()))
            .clientID(new ClientID((String) claims.getClaim("client_id")))
            .scope(Scope.parse((String) claims.getClaim("scope")))
            .issueTime(claims.getIssueTime())
            .expirationTime(claims.getExpirationTime())
            .jwtID(new JWTID(claims.getJWTID()));
    var key = JWKThumbprintConfirmation.parse(claims);
    if (key == null) {
      answer.tokenType(AccessTokenType.BEARER);
    } else {
      answer.tokenType(AccessTokenType.DPOP).jwkThumbprintConfirmation(key);
    }
    for (var name : new String[] {"sid", "acr", "amr", "auth_time", "roles", "org", "agency"}) {
      answer.parameter(name, claims.getClaim(name));
    }
    return answer.build();
  }

  private Uni<TokenIntrospectionSuccessResponse> refresh(String token, Client client) {
    return refreshTokens
        .find(new Opaque(token), client.id())
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.<RefreshTokens.Grant>empty())
                : sessions
                    .isOpen(found.get().session())
                    .map(open -> open ? found : Optional.<RefreshTokens.Grant>empty()))
        .map(found ->
            found
                .map(grant ->
                    new TokenIntrospectionSuccessResponse.Builder(true)
                        .clientID(new ClientID(grant.client()))
                        .scope(Scope.parse(grant.scope()))
                        .parameter("sid", grant.session().toString())
                        .build())
                .orElse(INACTIVE));
  }
}
