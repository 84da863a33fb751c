package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationSuccessResponse;
import fr.vigie.identity.client.Clients;
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

/// Where applications say what they will ask for, out of the browser's sight (RFC 9126).
@Path("/par")
class PushResource {

  private final OauthHttp http;
  private final Clients clients;
  private final Requests requests;

  PushResource(OauthHttp http, Clients clients, Requests requests) {
    this.http = http;
    this.clients = clients;
    this.requests = requests;
  }

  @POST
  public Uni<Response> push(String body, @Context HttpHeaders headers) {
    try {
      var request = PushedAuthorizationRequest.parse(http.form("/par", body, headers));
      var client = clients.authenticated(request.getClientAuthentication());
      var parameters = Parameters.parse(body);
      if (parameters.one("redirect_uri").filter(client.redirectUris()::contains).isEmpty()
          || parameters.one("client_id").filter(client.id()::equals).isEmpty()) {
        throw new OauthRefusal(OAuth2Error.INVALID_REQUEST);
      }
      AskedReader.read(parameters);
      return OauthHttp.guarded(
          requests
              .push(client.id(), parameters.encoded())
              .map(id ->
                  OauthHttp.answer(
                      new PushedAuthorizationSuccessResponse(
                              URI.create("urn:ietf:params:oauth:request_uri:" + id.value()),
                              Requests.PUSHED_LIFETIME.toSeconds())
                          .toHTTPResponse())));
    } catch (OauthRefusal refusal) {
      return Uni.createFrom().item(OauthHttp.error(refusal.error()));
    } catch (ParseException e) {
      return Uni.createFrom()
          .item(
              OauthHttp.error(
                  e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject()));
    }
  }
}
