package fr.vigie.identity.desk;

import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.enrolment.QrCodes;
import fr.vigie.identity.page.Forms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.password.PasswordRefusal;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.reset.Kind;
import fr.vigie.identity.reset.ResetLinks;
import fr.vigie.identity.reset.ResetLinks.Link;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import fr.vigie.identity.totp.Totps.Offer;
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
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the person comes by the link. Opening it uses nothing up, so that a mail server may look;
/// the secret leaves the address bar at once.
@Path("/reset")
class ResetPage {

  /// The templates.
  @CheckedTemplate(basePath = "desk")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance password(String csrf, String problem);

    static native TemplateInstance factor(
        String csrf, QrCodes.Drawing qr, String secret, String offer, String problem);

    static native TemplateInstance said(boolean done);
  }

  private static final String SECRET = "[A-Za-z0-9_-]{43}";
  private static final String FORM = "reset";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final ResetLinks links;
  private final Choices choices;
  private final Totps totps;
  private final Accounts accounts;
  private final Pages pages;
  private final Forms forms;
  private final Notices notices;
  private final Trails trails;
  private final URI issuer;

  ResetPage(
      ResetLinks links,
      Choices choices,
      Totps totps,
      Accounts accounts,
      Pages pages,
      Forms forms,
      Notices notices,
      Trails trails,
      IdentitySettings settings) {
    this.links = links;
    this.choices = choices;
    this.totps = totps;
    this.accounts = accounts;
    this.pages = pages;
    this.forms = forms;
    this.notices = notices;
    this.trails = trails;
    this.issuer = settings.url();
  }

  /// Takes the secret out of the address.
  @GET
  public Uni<Response> open(
      @QueryParam("link") @Nullable String link, @Context HttpHeaders headers) {
    return link == null || !link.matches(SECRET)
        ? said(404, false, headers)
        : Uni.createFrom()
            .item(
                Pages.redirect(
                    URI.create(issuer + "/reset/choice"),
                    Cookies.set(Cookies.RESET, new Opaque(link), LIFETIME)));
  }

  /// Asks for the factor that stays, and the new one.
  @GET
  @Path("/choice")
  public Uni<Response> ask(
      @Context HttpHeaders headers, @CookieParam(Cookies.RESET) @Nullable String cookie) {
    return withLink(
        cookie, headers, link -> form(200, link, cookie, Optional.empty(), "", headers));
  }

  /// Takes them.
  @POST
  @Path("/choice")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> take(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.RESET) @Nullable String cookie) {
    var fields = Parameters.parse(form);
    var trail = trails.current();
    if (cookie == null || !fields.areSound() || !forms.isOurs(headers, fields, cookie, FORM)) {
      return notices.forged("reset", headers);
    }
    var secret = new Opaque(cookie);
    var code = fields.one("code").flatMap(OneTimeCode::of);
    var password = fields.one("password").orElse("");
    return withLink(
        cookie,
        headers,
        link -> {
          if (link.kind() == Kind.PASSWORD) {
            var again = fields.one("again").orElse("");
            return choices
                .password(link, secret, code, password, again, trail)
                .flatMap(chosen -> answer(chosen, link, secret.value(), Optional.empty(), headers));
          }
          var offer = fields.one("offer").flatMap(sealed -> totps.again(bound(link), sealed));
          return offer.isEmpty()
              ? form(400, link, secret.value(), Optional.empty(), "wrong", headers)
              : choices
                  .authenticator(link, secret, offer.get(), code, password, trail)
                  .flatMap(chosen -> answer(chosen, link, secret.value(), offer, headers));
        });
  }

  private Uni<Response> answer(
      Chosen chosen, Link link, String cookie, Optional<Offer> offer, HttpHeaders headers) {
    return switch (chosen) {
      case Chosen.Done _ -> said(200, true, headers);
      case Chosen.Gone _ -> said(410, false, headers);
      case Chosen.NotRecognised _ -> form(403, link, cookie, offer, "wrong", headers);
      case Chosen.Objected(PasswordRefusal why) ->
          form(422, link, cookie, offer, why.word(), headers);
      case Chosen.Away _ -> notices.away(headers);
      case Chosen.Busy _ -> notices.busy(headers);
    };
  }

  /// What to do with a link that is good.
  private interface ForLink {
    Uni<Response> answer(Link link);
  }

  private Uni<Response> withLink(@Nullable String cookie, HttpHeaders headers, ForLink then) {
    return notices.guarded(
        cookie == null
            ? said(410, false, headers)
            : links
                .find(new Opaque(cookie))
                .flatMap(
                    link -> link.isEmpty() ? said(410, false, headers) : then.answer(link.get())),
        headers);
  }

  private Uni<Response> form(
      int status,
      Link link,
      @Nullable String cookie,
      Optional<Offer> again,
      String problem,
      HttpHeaders headers) {
    var csrf = forms.token(cookie == null ? "" : cookie, FORM);
    var language = Pages.language(Optional.empty(), headers);
    if (link.kind() == Kind.PASSWORD) {
      return pages.send(status, Templates.password(csrf, problem), language, List.of());
    }
    var offer = again.orElseGet(() -> totps.offer(bound(link)));
    return accounts
        .profile(link.account())
        .map(Optional::orElseThrow)
        .flatMap(profile ->
            pages.send(
                status,
                Templates.factor(
                    csrf,
                    QrCodes.ofSecret(profile.login(), offer.base32()),
                    offer.base32().replaceAll("(.{4})(?!$)", "$1 "),
                    offer.sealed(),
                    problem),
                language,
                List.of()));
  }

  private static String bound(Link link) {
    return "reset:" + link.reset();
  }

  private Uni<Response> said(int status, boolean done, HttpHeaders headers) {
    var cookies = done ? new NewCookie[] {Cookies.clear(Cookies.RESET)} : new NewCookie[0];
    return pages.send(
        status,
        Templates.said(done),
        Pages.language(Optional.empty(), headers),
        List.of(),
        cookies);
  }
}
