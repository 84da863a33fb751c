package fr.vigie.front.passage;

import io.quarkus.oidc.AccessTokenCredential;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.logging.Logger;

/// Brings a file from a service behind in the user's name. It passes through as it comes, at the
/// pace of the browser, and is never held here whole. Called from threads that may wait.
@ApplicationScoped
class Downloads {

  private static final Logger LOG = Logger.getLogger(Downloads.class);
  private static final String PROBLEM = "application/problem+json";

  private final HttpClient client;
  private final AccessTokenCredential token;
  private final HttpServerRequest request;
  private final PassageSettings settings;

  Downloads(AccessTokenCredential token, HttpServerRequest request, PassageSettings settings) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
    this.token = token;
    this.request = request;
    this.settings = settings;
  }

  /// The file at `url` in a form, or why there is none.
  Response get(String url, String form) {
    return bring(to(url, form).GET().build(), form);
  }

  /// The file that a deed gives.
  Response post(String url, String form, String json) {
    return bring(
        to(url, form)
            .header(HttpHeaders.CONTENT_TYPE, "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        form);
  }

  private HttpRequest.Builder to(String url, String form) {
    var to =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(settings.downloadTimeout())
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.getToken())
            .header(HttpHeaders.ACCEPT, form + ", " + PROBLEM + ";q=0.1")
            .header(HttpHeaders.USER_AGENT, "web-front")
            .header("X-Forwarded-For", Passage.address(request));
    var correlation = request.getHeader(Passage.CORRELATION);
    return correlation == null ? to : to.header(Passage.CORRELATION, correlation);
  }

  private Response bring(HttpRequest asked, String form) {
    try {
      var answer = client.send(asked, BodyHandlers.ofInputStream());
      var type = answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
      if (answer.statusCode() == 200 && type.startsWith(form)) {
        return file(answer, type);
      }
      try (var body = answer.body()) {
        return refused(answer, type, body.readAllBytes());
      }
    } catch (IOException e) {
      LOG.errorf("a service behind is away: %s", e.toString());
      return Brought.away();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Brought.away();
    }
  }

  private static Response file(HttpResponse<InputStream> answer, String type) {
    StreamingOutput body =
        out -> {
          try (var in = answer.body()) {
            in.transferTo(out);
          }
        };
    var named = answer.headers().firstValue(HttpHeaders.CONTENT_DISPOSITION).orElse("attachment");
    return Response.ok(body, type).header(HttpHeaders.CONTENT_DISPOSITION, named).build();
  }

  // A file of another form than was asked for is no answer to show.
  private static Response refused(HttpResponse<InputStream> answer, String type, byte[] body) {
    return answer.statusCode() < 300
        ? Brought.away()
        : Brought.shown(
            answer.statusCode(),
            type,
            answer.headers().firstValue(HttpHeaders.RETRY_AFTER).orElse(null),
            answer.headers().allValues(HttpHeaders.WWW_AUTHENTICATE),
            body);
  }
}
