package fr.vigie.front.passage;

import io.quarkus.oidc.AccessTokenCredential;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Calls a service behind in the user's name, and brings back its answer.
@ApplicationScoped
class Passage {

  private static final Logger LOG = Logger.getLogger(Passage.class);
  private static final String JSON = "application/json";
  static final String CORRELATION = "Vigie-Correlation";
  private static final String PURPOSE = "Vigie-Purpose";

  private final WebClient client;
  private final AccessTokenCredential token;
  private final HttpServerRequest request;
  private final PassageSettings settings;

  Passage(
      Vertx vertx,
      AccessTokenCredential token,
      HttpServerRequest request,
      PassageSettings settings) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("web-front")
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setMaxPoolSize(settings.connections()));
    this.token = token;
    this.request = request;
    this.settings = settings;
  }

  /// Goes on to `url`, with the headers given beside those every call has.
  Uni<Response> call(
      HttpMethod method, String url, Map<String, String> headers, @Nullable String json) {
    var call =
        client
            .requestAbs(method, url)
            .timeout(settings.answerTimeout().toMillis())
            .bearerTokenAuthentication(token.getToken())
            .putHeader("Accept", JSON)
            .putHeader("X-Forwarded-For", address(request));
    copy(HttpHeaders.ACCEPT_LANGUAGE, call);
    copy(CORRELATION, call);
    // Why: the page says it, of what its user does.
    copy(PURPOSE, call);
    headers.forEach(call::putHeader);
    var sent =
        json == null
            ? call.send()
            : call.putHeader("Content-Type", JSON).sendBuffer(Buffer.buffer(json));
    return sent.map(Passage::brought)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.errorf("a service behind is away: %s", failure.toString());
          return Brought.away();
        });
  }

  /// Where the request comes from, for the services behind; a proxy may have named no address.
  static String address(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.remoteAddress().hostAddress(), "unknown");
  }

  private void copy(String header, io.vertx.mutiny.ext.web.client.HttpRequest<?> call) {
    var value = request.getHeader(header);
    if (value != null) {
      call.putHeader(header, value);
    }
  }

  private static Response brought(HttpResponse<Buffer> answer) {
    var body = answer.bodyAsBuffer();
    return Brought.shown(
        answer.statusCode(),
        answer.getHeader(HttpHeaders.CONTENT_TYPE),
        answer.getHeader(HttpHeaders.RETRY_AFTER),
        answer.headers().getAll(HttpHeaders.WWW_AUTHENTICATE),
        body == null ? new byte[0] : body.getBytes());
  }
}
