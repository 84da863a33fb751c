package fr.vigie.front.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What every answer tells the browser to do, and not to do, with it.
@ApplicationScoped
class Headers {

  // First of all filters, so that refusals bear the headers too; higher goes first.
  private static final int FIRST = 1_000;

  private final Map<String, String> always;

  Headers(@ConfigProperty(name = "vigie.identity.url") String identity) {
    always =
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'self' "
                + identity
                + "; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'",
            "Cross-Origin-Embedder-Policy",
            "require-corp",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            // Addresses hold references of persons.
            "Referrer-Policy",
            "no-referrer",
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY");
  }

  void install(@Observes Filters filters) {
    filters.register(this::add, FIRST);
  }

  private void add(RoutingContext context) {
    always.forEach(context.response()::putHeader);
    context.addHeadersEndHandler(_ -> keep(context));
    context.next();
  }

  // Files named after their content may be kept for ever; everything else, not at all.
  private static void keep(RoutingContext context) {
    var named =
        context.normalizedPath().startsWith("/assets/")
            && context.response().getStatusCode() == 200;
    context
        .response()
        .putHeader("Cache-Control", named ? "public, max-age=31536000, immutable" : "no-store");
  }
}
