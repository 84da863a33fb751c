package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.session.Session;
import fr.vigie.identity.token.Codes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an application is sent by way of the browser: a code, or an error of an RFC, with its state
/// and our name (RFC 9207). Only ever to a redirect URI that was found registered before.
@ApplicationScoped
class Answers {

  private final Codes codes;
  private final Issuer issuer;

  Answers(Codes codes, IdentitySettings settings) {
    this.codes = codes;
    this.issuer = new Issuer(settings.url());
  }

  /// A code for a session that answers what was asked.
  Uni<Response> code(Client client, Asked asked, Parameters parameters, Session session) {
    return codes
        .issue(grant(client, asked, session))
        .map(code -> redirect(asked, parameters, code));
  }

  /// The same for a request that was kept, which is answered by it; none where it was before.
  Uni<Optional<Response>> code(
      Opaque request,
      Opaque visit,
      Client client,
      Asked asked,
      Parameters parameters,
      Session session) {
    return codes
        .issue(request, visit, grant(client, asked, session))
        .map(issued -> issued.map(code -> redirect(asked, parameters, code)));
  }

  private static Codes.Grant grant(Client client, Asked asked, Session session) {
    return new Codes.Grant(
        session.id(),
        client.id(),
        asked.redirectUri(),
        asked.challenge(),
        asked.nonce(),
        asked.key(),
        asked.scope());
  }

  private Response redirect(Asked asked, Parameters parameters, Opaque code) {
    return Pages.redirect(
        new AuthorizationSuccessResponse(
                URI.create(asked.redirectUri()),
                new AuthorizationCode(code.value()),
                null,
                state(parameters),
                issuer,
                ResponseMode.QUERY)
            .toURI());
  }

  Response error(Parameters parameters, ErrorObject error) {
    var redirectUri = URI.create(parameters.one("redirect_uri").orElseThrow());
    return Pages.redirect(
        new AuthorizationErrorResponse(
                redirectUri, error, state(parameters), issuer, ResponseMode.QUERY)
            .toURI());
  }

  private static @Nullable State state(Parameters parameters) {
    return parameters.one("state").map(State::new).orElse(null);
  }
}
