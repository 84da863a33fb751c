package fr.vigie.front.session;

import fr.vigie.front.platform.Answers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Stands before authentication: finds the session of a request, refuses calls that another site's
/// page could have made, and says in JSON what is wrong. It looks the session up here, not in
/// [Sessions], because quarkus-oidc takes any failure there for the end of the session: a database
/// away for a second would sign everybody out.
@ApplicationScoped
class SessionGate {

  /// Name of the header every call that changes something bears. A page of another site cannot set
  /// it without asking first, and nobody answers that question.
  static final String REQUEST_HEADER = "Vigie-Request";

  private static final Logger LOG = Logger.getLogger(SessionGate.class);
  static final String COOKIE = "q_session";

  // Before authentication, which has 200; higher goes first.
  private static final int BEFORE_AUTHENTICATION = 300;

  // As quarkus.oidc.token.refresh-token-time-skew: from then on quarkus-oidc renews.
  private static final Duration RENEWAL = Duration.ofSeconds(31);
  private static final Duration WAIT = Duration.ofMillis(50);
  private static final int WAITS = 100;

  private final SessionTable table;
  private final Clock clock;
  private final String ownOrigin;

  SessionGate(
      SessionTable table, Clock clock, @ConfigProperty(name = "vigie.front.url") String ownUrl) {
    this.table = table;
    this.clock = clock;
    this.ownOrigin = ownUrl;
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_AUTHENTICATION);
  }

  private void pass(RoutingContext context) {
    var path = context.normalizedPath();
    var api = path.startsWith("/api/");
    if (!api
        && !path.equals("/sign-in")
        && !path.startsWith("/sign-in/")
        && !path.equals("/sign-out")) {
      context.next();
      return;
    }
    if (api && changes(context) && !isOurs(context)) {
      Answers.problem(
          context, 403, "foreign-request", "The request did not come from Vigie's own pages.");
      return;
    }
    if (path.equals("/sign-out") && isForeign(context)) {
      Answers.seeOther(context, "/");
      return;
    }
    var cookie = context.request().getCookie(COOKIE);
    if (cookie == null) {
      admit(context, api, Optional.empty());
      return;
    }
    // Its body waits for whoever reads it after us.
    context.request().pause();
    current(new SessionId(cookie.getValue()))
        .subscribe()
        .with(
            session -> {
              admit(context, api, session);
            },
            failure -> {
              LOG.error("sessions cannot be read", failure);
              if (api) {
                Answers.problem(
                    context, 503, "sessions-away", "Sessions cannot be read. Try again shortly.");
              } else {
                Answers.seeOther(context, "/sign-in-failed");
              }
            });
  }

  private void admit(RoutingContext context, boolean api, Optional<Session> session) {
    if (api && session.isEmpty()) {
      Answers.problem(context, 401, "not-signed-in", "Sign in, then try again.");
      return;
    }
    session.ifPresent(found -> context.put(Sessions.FOUND, found));
    context.next();
  }

  /// The session, with tokens that can be used: of several requests that come when they are about
  /// to end, one gets the refresh token, and the others the old tokens, or the new ones.
  private Uni<Optional<Session>> current(SessionId id) {
    return table
        .find(id)
        .chain(found ->
            found.isPresent() && isToRenew(found.get())
                ? table.claimRenewal(id).chain(claimed -> claimed(id, claimed))
                : Uni.createFrom().item(found));
  }

  // Between the look and the claim another may have claimed, renewed and been done: what counts is
  // what the claim found.
  private Uni<Optional<Session>> claimed(SessionId id, Optional<Session> claimed) {
    if (claimed.isEmpty()) {
      return renewedByAnother(id, WAITS);
    }
    return isToRenew(claimed.get())
        ? Uni.createFrom().item(claimed)
        : table.giveBackRenewal(id).replaceWith(claimed);
  }

  private boolean isToRenew(Session session) {
    return session.hasTokensThatEndWithin(RENEWAL, clock.instant());
  }

  private Uni<Optional<Session>> renewedByAnother(SessionId id, int waits) {
    return table
        .find(id)
        .chain(found -> {
          if (found.isEmpty() || !found.get().hasEndedTokens(clock.instant()) || waits == 0) {
            return Uni.createFrom().item(found.map(Session::withoutRefreshToken));
          }
          return Uni.createFrom()
              .voidItem()
              .onItem()
              .delayIt()
              .by(WAIT)
              .chain(() -> renewedByAnother(id, waits - 1));
        });
  }

  private static boolean changes(RoutingContext context) {
    var method = context.request().method();
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }

  private boolean isOurs(RoutingContext context) {
    return "1".equals(context.request().getHeader(REQUEST_HEADER))
        && ownOrigin.equals(context.request().getHeader("Origin"));
  }

  // Browsers say which site a navigation comes from. Those that do not are left to SameSite.
  private static boolean isForeign(RoutingContext context) {
    var site = context.request().getHeader("Sec-Fetch-Site");
    return "cross-site".equals(site) || "same-site".equals(site);
  }
}
