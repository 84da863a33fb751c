package fr.vigie.front.session;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/// The door of this room: where quarkus-oidc keeps the tokens of a sign-in. A sign-in makes a new
/// session with a new value; a renewal of tokens keeps both, so that requests under way with the
/// same cookie go on.
@ApplicationScoped
@Alternative
@Priority(1)
class Sessions implements TokenStateManager {

  /// Where [SessionGate] leaves the session of a request.
  static final String FOUND = "vigie.session";

  /// Where [StepUpGate] leaves the session that a new one is to replace.
  static final String REPLACED = "vigie.session.replaced";

  private static final String RENEWED = "vigie.session.renewed";

  // Set by quarkus-oidc while it answers a request with renewed tokens. Were it to go, a renewal
  // would make a new session and end the old one: safe, but hard on parallel requests.
  private static final String RENEWING = "refresh_token_grant_response";

  private final SessionTable table;

  Sessions(SessionTable table) {
    this.table = table;
  }

  @Override
  public Uni<String> createTokenState(
      RoutingContext context,
      OidcTenantConfig config,
      AuthorizationCodeTokens tokens,
      OidcRequestContext<String> blocking) {
    SessionId renewed = context.get(RENEWED);
    if (renewed == null) {
      var session = Tokens.session(SessionId.fresh(), tokens);
      return table
          .start(session)
          .chain(() -> endReplaced(context))
          .replaceWith(session.id().cookie());
    }
    return table
        .renew(Tokens.session(renewed, tokens))
        .map(kept -> {
          if (!kept) {
            throw new AuthenticationFailedException("the session has ended");
          }
          return renewed.cookie();
        });
  }

  private Uni<Void> endReplaced(RoutingContext context) {
    Session before = context.get(REPLACED);
    return before == null ? Uni.createFrom().voidItem() : table.end(before.id());
  }

  @Override
  public Uni<AuthorizationCodeTokens> getTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<AuthorizationCodeTokens> blocking) {
    Session session = context.get(FOUND);
    return session == null || !session.id().cookie().equals(cookie)
        ? Uni.createFrom().failure(new AuthenticationFailedException("no such session"))
        : Uni.createFrom().item(Tokens.of(session));
  }

  @Override
  public Uni<Void> deleteTokens(
      RoutingContext context,
      OidcTenantConfig config,
      String cookie,
      OidcRequestContext<Void> blocking) {
    var id = new SessionId(cookie);
    if (Boolean.TRUE.equals(context.get(RENEWING))) {
      context.put(RENEWED, id);
      return Uni.createFrom().voidItem();
    }
    return table.end(id);
  }
}
