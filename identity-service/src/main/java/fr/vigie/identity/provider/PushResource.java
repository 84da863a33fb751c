package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.platform.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;

/// Where applications say what they will ask for, out of the browser's sight (RFC 9126).
@Path("/par")
class PushResource {

  // How the application proved itself is no part of what it asks for.
  private static final Set<String> PROOFS = Set.of("client_assertion", "client_assertion_type");

  private final ClientDoor door;
  private final Requests requests;

  PushResource(ClientDoor door, Requests requests) {
    this.door = door;
    this.requests = requests;
  }

  @POST
  public Uni<Response> push(String body, @Context HttpHeaders headers) {
    return door.open(
        "par",
        body,
        headers,
        PushedAuthorizationRequest::parse,
        (_, client, _) -> push(Parameters.parse(body), client));
  }

  private Uni<Response> push(Parameters parameters, Client client) {
    if (parameters.one("client_id").filter(client.id()::equals).isEmpty()) {
      return Uni.createFrom().failure(new OauthRefusal(OAuth2Error.INVALID_REQUEST));
    }
    if (parameters.one("redirect_uri").filter(client.redirectUris()::contains).isEmpty()) {
      return Uni.createFrom()
          .failure(new OauthRefusal(OAuth2Error.INVALID_REQUEST, "redirect-uri-not-registered"));
    }
    var asked = parameters.without(PROOFS);
    try {
      AskedReader.read(asked);
    } catch (OauthRefusal refusal) {
      return Uni.createFrom().failure(refusal);
    }
    return requests
        .push(client.id(), asked.encoded())
        .map(id ->
            OauthHttp.answer(
                new PushedAuthorizationSuccessResponse(
                        URI.create("urn:ietf:params:oauth:request_uri:" + id.value()),
                        Requests.PUSHED_LIFETIME.toSeconds())
                    .toHTTPResponse()));
  }
}
