package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.ClientDoor;
import fr.vigie.identity.client.OauthHttp;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.client.ShownKeys;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.kit.dpop.Proofs;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Where applications say what they will ask for, out of the browser's sight (RFC 9126).
@Path("/par")
class PushResource {

  // How the application proved itself is no part of what it asks for.
  private static final Set<String> PROOFS = Set.of("client_assertion", "client_assertion_type");

  // RFC 9449, 10.
  private static final String KEY = "dpop_jkt";

  private final ClientDoor door;
  private final ShownKeys keys;
  private final Requests requests;

  PushResource(ClientDoor door, ShownKeys keys, Requests requests) {
    this.door = door;
    this.keys = keys;
    this.requests = requests;
  }

  @POST
  public Uni<Response> push(String body, @Context HttpHeaders headers) {
    return door.open(
            "par",
            body,
            headers,
            PushedAuthorizationRequest::parse,
            (_, client, _) -> push(Parameters.parse(body), client, headers))
        .map(answer -> keys.withNonce(answer, headers));
  }

  // A key that is shown here binds the code as one that is named here does.
  private Uni<Response> push(Parameters parameters, Client client, HttpHeaders headers) {
    return headers.getHeaderString(Proofs.HEADER) == null
        ? push(parameters, client)
        : keys.look(headers, "/par", client)
            .map(Optional::orElseThrow)
            .flatMap(key ->
                parameters.one(KEY).filter(named -> !named.equals(key)).isPresent()
                    ? Uni.createFrom()
                        .failure(
                            new OauthRefusal(OAuth2Error.INVALID_DPOP_PROOF, "dpop-key-swapped"))
                    : push(parameters.with(KEY, key), client));
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
