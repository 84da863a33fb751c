package fr.vigie.front.session;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/// Calls of our pages' scripts get an answer to read, never a redirect to a sign-in page, which a
/// script cannot show.
@ApplicationScoped
class FetchCalls implements JavaScriptRequestChecker {

  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    return context.normalizedPath().startsWith("/api/");
  }
}
