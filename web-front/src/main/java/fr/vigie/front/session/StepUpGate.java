package fr.vigie.front.session;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/// The way through where a service wants factors that were shown just now (RFC 9470): a page sends
/// the browser to `/sign-in/step-up?to=<path of ours>`, this gate has quarkus-oidc ask
/// identity-service for a sign-in anew (`max_age`), and the browser comes back to where it was.
///
/// quarkus-oidc asks nobody who has a session, so here and at the callback it does not see the
/// session's cookie. The session itself goes on until the new one begins: whoever gives up half-way
/// has lost nothing.
@ApplicationScoped
class StepUpGate {

  /// A sign-in this young has just been made. Younger than any limit a service may set, so that
  /// nobody is sent round in a circle.
  static final Duration JUST_NOW = Duration.ofSeconds(60);

  // After SessionGate, which finds the session; before authentication.
  private static final int AFTER_SESSION_GATE = 290;

  private final Clock clock;

  StepUpGate(Clock clock) {
    this.clock = clock;
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, AFTER_SESSION_GATE);
  }

  private void pass(RoutingContext context) {
    switch (context.normalizedPath()) {
      case "/sign-in/step-up" -> {
        Session session = context.get(Sessions.FOUND);
        if (session == null || !session.isFresherThan(JUST_NOW, clock.instant())) {
          hideSession(context);
          context.queryParams().set("max_age", String.valueOf(JUST_NOW.toSeconds()));
        }
      }
      case "/sign-in/callback" -> hideSession(context);
      default -> {}
    }
    context.next();
  }

  // Taken out of what this request bears; the browser keeps it.
  private static void hideSession(RoutingContext context) {
    Session session = context.remove(Sessions.FOUND);
    context.put(Sessions.REPLACED, session);
    context.response().removeCookie(SessionGate.COOKIE, false);
  }
}
