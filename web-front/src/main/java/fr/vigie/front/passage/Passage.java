package fr.vigie.front.passage;

import fr.vigie.front.platform.Answers;
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
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Calls a service behind in the user's name, and brings back its answer.
@ApplicationScoped
class Passage {

  private static final Logger LOG = Logger.getLogger(Passage.class);
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String CORRELATION = "Vigie-Correlation";
  private static final Set<Integer> NOT_OURS_TO_SHOW = Set.of(301, 302, 303, 307, 308, 407, 499);

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
            .putHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
    copy(HttpHeaders.ACCEPT_LANGUAGE, call);
    copy(CORRELATION, call);
    headers.forEach(call::putHeader);
    var sent =
        json == null
            ? call.send()
            : call.putHeader("Content-Type", JSON).sendBuffer(Buffer.buffer(json));
    return sent.map(Passage::brought)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.errorf("a service behind is away: %s", failure.toString());
          return away();
        });
  }

  private void copy(String header, io.vertx.mutiny.ext.web.client.HttpRequest<?> call) {
    var value = request.getHeader(header);
    if (value != null) {
      call.putHeader(header, value);
    }
  }

  // JSON and problems come back as they are. Anything else is a page or a proxy's word, made for
  // somebody else.
  private static Response brought(HttpResponse<Buffer> answer) {
    var type = answer.getHeader("Content-Type");
    var readable = type != null && (type.startsWith(JSON) || type.startsWith(PROBLEM));
    var status = answer.statusCode();
    if (wantsFreshFactors(answer)) {
      return problem(
          401,
          "step-up-needed",
          "Show your two factors again at /sign-in/step-up, then try again.");
    }
    if (status == 401) {
      return problem(401, "not-signed-in", "Sign in, then try again.");
    }
    if (NOT_OURS_TO_SHOW.contains(status) || (!readable && status >= 500)) {
      LOG.errorf("a service behind gave an answer that cannot be shown: status %d", status);
      return away();
    }
    if (!readable) {
      return problem(status, "refused", "The service behind refused the request.");
    }
    var response = Response.status(status).type(type).entity(bytes(answer));
    var retryAfter = answer.getHeader(HttpHeaders.RETRY_AFTER);
    return (retryAfter == null ? response : response.header(HttpHeaders.RETRY_AFTER, retryAfter))
        .build();
  }

  // RFC 9470.
  private static boolean wantsFreshFactors(HttpResponse<Buffer> answer) {
    return answer.statusCode() == 401
        && answer.headers().getAll(HttpHeaders.WWW_AUTHENTICATE).stream()
            .anyMatch(challenge -> challenge.contains("insufficient_user_authentication"));
  }

  private static byte[] bytes(HttpResponse<Buffer> answer) {
    var body = answer.bodyAsBuffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private static Response away() {
    return problem(
        503, "service-away", "A service behind cannot be reached. Nothing was shown; try again.");
  }

  private static Response problem(int status, String name, String detail) {
    return Response.status(status)
        .type(PROBLEM)
        .entity(Answers.problem(status, name, detail).encode())
        .build();
  }
}
