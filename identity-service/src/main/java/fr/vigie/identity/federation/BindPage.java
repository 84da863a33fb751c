package fr.vigie.identity.federation;

import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.page.ForgedForms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.session.Session;
import fr.vigie.identity.session.Sessions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Binds the identity that waits in this browser to the account that has just signed in here: asked
/// once, answered by a form, never by an address alone.
@Path("/federation/bind")
class BindPage {

  /// The templates.
  @CheckedTemplate(basePath = "federation")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance bind(
        String provider, String login, String csrf, String request, String goOn);
  }

  private final FederatedIdentities identities;
  private final Federations federations;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Pages pages;
  private final Notices notices;
  private final ForgedForms forged;
  private final Trails trails;
  private final Clock clock;
  private final URI issuer;

  BindPage(
      FederatedIdentities identities,
      Federations federations,
      Sessions sessions,
      Accounts accounts,
      Pages pages,
      Notices notices,
      ForgedForms forged,
      Trails trails,
      Clock clock,
      IdentitySettings settings) {
    this.identities = identities;
    this.federations = federations;
    this.sessions = sessions;
    this.accounts = accounts;
    this.pages = pages;
    this.notices = notices;
    this.forged = forged;
    this.trails = trails;
    this.clock = clock;
    this.issuer = settings.url();
  }

  /// Asks. Where there is nothing to ask, goes on to the application.
  @GET
  public Uni<Response> ask(
      @QueryParam("request") @Nullable String request,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String cookie,
      @CookieParam(Cookies.VISITOR) @Nullable String visitor) {
    var goOn = wayOn(request == null ? "" : request);
    return notices.guarded(
        fresh(cookie)
            .flatMap(session ->
                session.isEmpty() || visitor == null
                    ? goOn(goOn)
                    : identities
                        .waiting(new Opaque(visitor))
                        .flatMap(waiting ->
                            waiting.isEmpty()
                                ? goOn(goOn)
                                : ask(
                                    waiting.get(),
                                    session.get(),
                                    visitor,
                                    request,
                                    goOn,
                                    headers))),
        headers);
  }

  private Uni<Response> ask(
      FederatedIdentities.Identity waiting,
      Session session,
      String visitor,
      @Nullable String request,
      String goOn,
      HttpHeaders headers) {
    var label =
        federations
            .provider(waiting.provider())
            .map(FederationSettings.Provider::label)
            .orElse(waiting.provider());
    return accounts
        .profile(session.account())
        .flatMap(profile ->
            pages.send(
                200,
                Templates.bind(
                    label,
                    profile.orElseThrow().login(),
                    csrf(visitor),
                    request == null ? "" : request,
                    goOn),
                Pages.language(Optional.empty(), headers),
                List.of()));
  }

  /// Binds.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> bind(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String cookie,
      @CookieParam(Cookies.VISITOR) @Nullable String visitor) {
    var fields = Parameters.parse(form);
    var goOn = wayOn(fields.one("request").orElse(""));
    if (visitor == null || !isOurs(headers, fields, visitor)) {
      return forged.note("federation", headers).chain(() -> goOn(goOn));
    }
    var trail = trails.current();
    return notices.guarded(
        fresh(cookie)
            .flatMap(session ->
                session.isEmpty()
                    ? Uni.createFrom().item(false)
                    : identities.bind(new Opaque(visitor), session.get(), trail))
            .flatMap(_ -> goOn(goOn)),
        headers);
  }

  private boolean isOurs(HttpHeaders headers, Parameters fields, String visitor) {
    return pages.isFromUs(headers)
        && MessageDigest.isEqual(
            csrf(visitor).getBytes(StandardCharsets.UTF_8),
            fields.one("csrf").orElse("").getBytes(StandardCharsets.UTF_8));
  }

  // Binding is a right for ever: it takes a person who has just shown the factors kept here.
  private Uni<Optional<Session>> fresh(@Nullable String cookie) {
    return cookie == null
        ? Uni.createFrom().item(Optional.empty())
        : sessions
            .resume(new Opaque(cookie))
            .map(found ->
                found.filter(session ->
                    session
                        .authenticatedAt()
                        .plus(FederatedIdentities.WAITING)
                        .isAfter(clock.instant())));
  }

  private static String wayOn(String request) {
    return "/authorize/resume?request=" + URLEncoder.encode(request, StandardCharsets.UTF_8);
  }

  private Uni<Response> goOn(String path) {
    return Uni.createFrom()
        .item(Pages.redirect(URI.create(issuer + path), Cookies.clear(Cookies.VISITOR)));
  }

  private static String csrf(String visitor) {
    return Keyed.code(visitor.getBytes(StandardCharsets.UTF_8), "form:bind");
  }
}
