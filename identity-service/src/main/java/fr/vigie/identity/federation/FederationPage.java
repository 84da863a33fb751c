package fr.vigie.identity.federation;

import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.federation.Federations.Answer;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.provider.Asking;
import fr.vigie.identity.provider.Askings;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcSession;
import io.quarkus.oidc.UserInfo;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// To another provider and back. quarkus-oidc does the protocol before a method here is reached:
/// who is not known is sent there, and whoever comes back has state, nonce, PKCE, signature,
/// issuer, audience and expiry behind them.
@Path("/federation")
class FederationPage {

  private static final Logger LOG = Logger.getLogger(FederationPage.class);

  /// The templates.
  @CheckedTemplate(basePath = "federation")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance refused(String why);

    static native TemplateInstance unbound(String label, String signIn);
  }

  private final Federations federations;
  private final Askings askings;
  private final Pages pages;
  private final Notices notices;
  private final Trails trails;
  private final Refusals refusals;
  private final CurrentIdentityAssociation identities;
  private final OidcSession there;
  private final URI issuer;

  FederationPage(
      Federations federations,
      Askings askings,
      Pages pages,
      Notices notices,
      Trails trails,
      Refusals refusals,
      CurrentIdentityAssociation identities,
      OidcSession there,
      IdentitySettings settings) {
    this.federations = federations;
    this.askings = askings;
    this.pages = pages;
    this.notices = notices;
    this.trails = trails;
    this.refusals = refusals;
    this.identities = identities;
    this.there = there;
    this.issuer = settings.url();
  }

  /// Signs in by the provider's word. Only for a request that this very browser is here for, so
  /// that nobody can be signed in without having asked.
  @GET
  @Path("/{provider}")
  @Authenticated
  public Uni<Response> signIn(
      @PathParam("provider") String name,
      @QueryParam("request") @Nullable String request,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var provider = federations.provider(name);
    if (provider.isEmpty() || request == null || visit == null) {
      return refused(400, "stale", Optional.empty(), headers);
    }
    var assertion = assertion(provider.get());
    var trail = trails.current();
    // Its session ends here: ours is the only one.
    var answer =
        there
            .logout()
            .chain(() -> askings.find(request, visit))
            .flatMap(asking ->
                asking.isEmpty()
                    ? refused(400, "stale", Optional.empty(), headers)
                    : federations
                        .signIn(name, provider.get(), assertion, trail)
                        .flatMap(told -> answer(told, provider.get(), asking.get(), headers)));
    return notices.guarded(answer, headers);
  }

  private Uni<Response> answer(
      Answer answer, FederationSettings.Provider provider, Asking asking, HttpHeaders headers) {
    return switch (answer) {
      case Answer.SignedIn(var session) ->
          Uni.createFrom()
              .item(
                  Pages.redirect(
                      at("/authorize/resume?request=" + asking.request()),
                      Cookies.set(Cookies.SESSION, session)));
      case Answer.Unbound(var visitor) ->
          pages.send(
              403,
              Templates.unbound(provider.label(), "/sign-in?request=" + asking.request()),
              Pages.language(asking.uiLocales(), headers),
              List.of(),
              Cookies.set(Cookies.VISITOR, visitor, FederatedIdentities.WAITING));
      case Answer.AskForPasskey _ ->
          Uni.createFrom()
              .item(Pages.redirect(at("/sign-in?passkey=required&request=" + asking.request())));
      case Answer.Refused(var reason) -> refused(403, reason.word(), asking.uiLocales(), headers);
      case Answer.Away _ -> notices.away(headers);
    };
  }

  private Assertion assertion(FederationSettings.Provider provider) {
    var idToken = there.getIdToken();
    UserInfo info = identities.getIdentity().getAttribute("userinfo");
    return new Assertion(
        idToken.getSubject(),
        idToken.getClaim("acr") instanceof String acr ? acr : null,
        idToken.getClaim("amr") instanceof Collection<?> methods
            ? methods.stream().map(FederationPage::text).toList()
            : List.of(),
        idToken.getClaim("auth_time") instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : null,
        info == null ? null : provider.idpClaim().map(info::getString).orElse(null),
        info == null ? null : info.getSubject());
  }

  private static String text(Object claim) {
    return claim instanceof jakarta.json.JsonString string ? string.getString() : claim.toString();
  }

  /// Where the provider sends people back to; quarkus-oidc sends them on from here. Whoever it has
  /// nothing to do with did not set out from this browser: not to be sent there as if to begin, and
  /// so not `@Authenticated`.
  @GET
  @Path("/{provider}/callback")
  public Uni<Response> callback(@Context HttpHeaders headers) {
    var trail = trails.current();
    return identities
        .getDeferredIdentity()
        .chain(() -> refusals.note(null, "federation", "answer-not-sound", trail))
        .chain(() -> refused(400, "stale", Optional.empty(), headers));
  }

  /// The provider let nobody through: given up there, or its request refused.
  @GET
  @Path("/refused")
  public Uni<Response> refused(@Context HttpHeaders headers) {
    return refused(403, "not-there", Optional.empty(), headers);
  }

  /// An answer that is not the provider's, or not to a question of this browser.
  @ServerExceptionMapper({
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class
  })
  public Uni<Response> forged(HttpHeaders headers) {
    LOG.warn("a federated sign-in was refused: what came back is not sound");
    return refusals
        .note(null, "federation", "answer-not-sound", trails.current())
        .chain(() -> refused(403, "not-there", Optional.empty(), headers));
  }

  /// The provider does not answer.
  @ServerExceptionMapper(OIDCException.class)
  public Uni<Response> unheard(HttpHeaders headers) {
    LOG.warn("a federated provider does not answer");
    return notices.away(headers);
  }

  private Uni<Response> refused(
      int status, String why, Optional<String> locales, HttpHeaders headers) {
    return pages.send(status, Templates.refused(why), Pages.language(locales, headers), List.of());
  }

  private URI at(String path) {
    return URI.create(issuer + path);
  }
}
