package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Patience;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Between the web server's messages and Nimbus'.
@ApplicationScoped
public class OauthHttp {

  private static final Logger LOG = Logger.getLogger(OauthHttp.class);
  private static final String BEARER = "Bearer ";

  private final IdentitySettings settings;

  OauthHttp(IdentitySettings settings) {
    this.settings = settings;
  }

  /// A form sent to an endpoint of ours, its parameters looked at before anything else is.
  HTTPRequest form(String path, String body, HttpHeaders headers) throws OauthRefusal {
    var request = new HTTPRequest(HTTPRequest.Method.POST, URI.create(settings.url() + path));
    try {
      request.setContentType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    } catch (ParseException | NullPointerException _) {
      throw new OauthRefusal(OAuth2Error.INVALID_REQUEST);
    }
    var authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.size() > 1) {
      throw new OauthRefusal(OAuth2Error.INVALID_REQUEST);
    }
    request.setAuthorization(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (!Parameters.parse(body).areSound()) {
      throw new OauthRefusal(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "A parameter is doubled, too long, or unsound"));
    }
    request.setBody(body);
    return request;
  }

  /// Whom a `Basic` header names.
  static Optional<String> basicUser(@Nullable String authorization) {
    return basic(authorization).map(shown -> shown.getClientID().getValue());
  }

  /// What the one `Authorization` header of a request that is no form shows: a secret, or an
  /// assertion (RFC 7523). None where there are two.
  static Optional<ClientAuthentication> shown(HttpHeaders headers) {
    var all = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    return all == null || all.size() != 1
        ? Optional.empty()
        : basic(all.getFirst())
            .<ClientAuthentication>map(secret -> secret)
            .or(() -> assertion(all.getFirst()));
  }

  private static Optional<ClientSecretBasic> basic(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      return Optional.of(ClientSecretBasic.parse(authorization));
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<PrivateKeyJWT> assertion(String authorization) {
    if (!authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          PrivateKeyJWT.parse(
              Map.of(
                  "client_assertion",
                  List.of(authorization.substring(BEARER.length())),
                  "client_assertion_type",
                  List.of(PrivateKeyJWT.CLIENT_ASSERTION_TYPE))));
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  /// An answer of Nimbus', never kept in a cache.
  public static Response answer(HTTPResponse response) {
    var answer =
        Response.status(response.getStatusCode())
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("Pragma", "no-cache");
    if (response.getBody() != null) {
      answer.entity(response.getBody());
    }
    response
        .getHeaderMap()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase(HttpHeaders.CACHE_CONTROL)
              && !name.equalsIgnoreCase("Pragma")) {
            values.forEach(value -> answer.header(name, value));
          }
        });
    return answer.build();
  }

  /// An error as RFC 6749, 5.2 has it.
  public static Response error(ErrorObject error) {
    var status = error.getHTTPStatusCode() == 0 ? 400 : error.getHTTPStatusCode();
    var answer =
        Response.status(status)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("Pragma", "no-cache")
            .type("application/json")
            .entity(error.toJSONObject().toJSONString());
    if (status == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"vigie\"");
    }
    return answer.build();
  }

  /// The answer, or an error where it does not come: the database or the store is away.
  public static Uni<Response> guarded(Uni<Response> answer) {
    return Patience.withQuestions(answer).onFailure().recoverWithItem(OauthHttp::away);
  }

  static Response away(Throwable failure) {
    LOG.warnf("the provider could not answer: %s", failure.getClass().getName());
    return Patience.later(
        error(OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(503)), Patience.AWAY);
  }
}
