package fr.vigie.identity.token;

import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/// Where an application gives a token back (RFC 7009). The session ends with it, like by every
/// other way: its tokens are bound to it, and one that is given back in fear is not to leave
/// others. A token of another application's, or of nobody's, changes nothing, and the answer is the
/// same.
@Path("/revocation")
class RevocationResource {

  private final ClientDoor door;
  private final Tokens tokens;
  private final RefreshTokens refreshTokens;
  private final Sessions sessions;

  RevocationResource(
      ClientDoor door, Tokens tokens, RefreshTokens refreshTokens, Sessions sessions) {
    this.door = door;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.sessions = sessions;
  }

  @POST
  public Uni<Response> revoke(String body, @Context HttpHeaders headers) {
    return door.open("revocation", body, headers, TokenRevocationRequest::parse, this::revoke);
  }

  private Uni<Response> revoke(TokenRevocationRequest request, Client client, Trail trail) {
    return session(request.getToken().getValue(), client)
        .flatMap(session ->
            session.isEmpty()
                ? Uni.createFrom().voidItem()
                : sessions.end(session.get(), EndCause.REVOKED, trail))
        .replaceWith(() -> Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build());
  }

  private Uni<Optional<UUID>> session(String token, Client client) {
    return tokens
        .accessClaims(token)
        .flatMap(claims ->
            claims.isPresent()
                ? Uni.createFrom()
                    .item(
                        claims
                            .filter(said -> client.id().equals(said.getClaim("client_id")))
                            .map(said -> UUID.fromString((String) said.getClaim("sid"))))
                : refreshTokens
                    .find(new Opaque(token), client.id())
                    .map(grant -> grant.map(RefreshTokens.Grant::session)));
  }
}
