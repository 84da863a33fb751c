package fr.vigie.kit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/// One id joins what belongs to one request: taken from the header where a service of ours sent a
/// sound one, made here otherwise, sent back with the answer, and kept with every event.
public final class Correlation {

  /// Name of the header, in requests between services and in every answer.
  public static final String HEADER = "Vigie-Correlation";

  private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9-]{8,64}");

  // First of all routes, so that every answer bears the id, a refusal too.
  private static final int FIRST = -10_000;

  private Correlation() {}

  static void install(@Observes Router router) {
    router
        .route()
        .order(FIRST)
        .handler(context -> {
          var given = context.request().getHeader(HEADER);
          var id =
              given != null && SOUND.matcher(given).matches()
                  ? given
                  : UUID.randomUUID().toString();
          context.request().headers().set(HEADER, id);
          context.response().putHeader(HEADER, id);
          MDC.put("correlation", id);
          context.next();
        });
  }

  static String of(HttpServerRequest request) {
    return Objects.requireNonNull(request.getHeader(HEADER), "set before any resource is reached");
  }
}
