package fr.vigie.kit;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/// Refuses what this service and a server before it may read in two ways (RFC 9112, 6.1 and 6.3;
/// ATTACKS 56): who asks, and where the request ends. What the HTTP library takes for a fault by
/// itself does not come this far. Which host is meant does not matter: no answer depends on it.
@Singleton
class OneReading implements HttpServerOptionsCustomizer {

  private static final int BEFORE_OTHERS = 400;

  // Browsers hold one of each of these.
  private static final String OF_THIS_HOST = "__Host-";

  // What is read already is handed on, even where the connection is about to close.
  private final Set<HttpConnection> ended =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_OTHERS);
  }

  // Whoever changes to HTTP/2 in the middle of a connection is past what the server before allows.
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }

  private void pass(RoutingContext context) {
    if (ended.contains(context.request().connection())) {
      context.request().connection().close();
      return;
    }
    var version = context.request().version();
    var headers = context.request().headers();
    if (headers.getAll(HttpHeaders.AUTHORIZATION).size() > 1
        || !hasEachCookieOnce(headers)
        || !hasOneEnd(headers, version)) {
      refuse(context);
      return;
    }
    if (headers.contains(HttpHeaders.TRANSFER_ENCODING)) {
      // The library drops a length that came beside it: what follows is not to be looked at.
      close(context);
    }
    context.next();
  }

  private static boolean hasEachCookieOnce(MultiMap headers) {
    var names =
        headers.getAll(HttpHeaders.COOKIE).stream()
            .flatMap(line -> Arrays.stream(line.split(";", -1)))
            .map(cookie -> cookie.split("=", 2)[0].strip())
            .filter(name -> name.startsWith(OF_THIS_HOST))
            .toList();
    return names.size() == Set.copyOf(names).size();
  }

  private static boolean hasOneEnd(MultiMap headers, HttpVersion version) {
    var encodings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    return encodings.isEmpty()
        || (version == HttpVersion.HTTP_1_1
            && encodings.size() == 1
            && encodings.getFirst().equalsIgnoreCase("chunked"));
  }

  // Over HTTP/2 each request has its own stream, and others are in the same connection.
  private void close(RoutingContext context) {
    if (context.request().version() == HttpVersion.HTTP_2) {
      return;
    }
    ended.add(context.request().connection());
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    context.addEndHandler(_ -> context.request().connection().close());
  }

  // `error` beside the problem's own members: clients of OAuth look there.
  private void refuse(RoutingContext context) {
    close(context);
    context
        .response()
        .setStatusCode(400)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject()
                .put("type", "urn:vigie:problem:ambiguous-request")
                .put("title", "The request can be read in two ways")
                .put("status", 400)
                .put(
                    "detail",
                    "Send one Authorization at most, each cookie once, and the length of the body"
                        + " in one way.")
                .put("error", "invalid_request")
                .encode());
  }
}
