package fr.vigie.front.platform;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Answers given before any resource is reached.
public final class Answers {

  private Answers() {}

  /// A problem of RFC 9457, with the type `urn:vigie:problem:<name>`.
  public static void problem(RoutingContext context, int status, String name, String detail) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(problem(status, name, detail).encode());
  }

  /// The same as JSON.
  public static JsonObject problem(int status, String name, String detail) {
    return new JsonObject()
        .put("type", "urn:vigie:problem:" + name)
        .put("status", status)
        .put("title", detail);
  }

  /// Sends a browser to a page of ours.
  public static void seeOther(RoutingContext context, String path) {
    context.response().setStatusCode(303).putHeader("Location", path).end();
  }
}
