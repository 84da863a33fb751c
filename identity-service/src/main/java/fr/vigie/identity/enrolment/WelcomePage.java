package fr.vigie.identity.enrolment;

import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.enrolment.Welcomes.Chosen;
import fr.vigie.identity.enrolment.Welcomes.Outcome;
import fr.vigie.identity.invitation.Invitations;
import fr.vigie.identity.page.Forms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.recovery.RecoveryCode;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The page an invitation leads to: code, password and authenticator, in one form. It opens no
/// session.
@Path("/welcome")
class WelcomePage {

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance welcome(
        String csrf, String login, QrCodes.Drawing qr, String secret, String offer, String problem);
  }

  /// What to do for whoever came by a link.
  private interface ForGuest {
    Uni<Response> answer(Opaque link, UUID account, Profile profile);
  }

  private final Welcomes welcomes;
  private final Invitations invitations;
  private final Accounts accounts;
  private final Totps totps;
  private final Pages pages;
  private final Forms forms;
  private final Notices notices;
  private final Trails trails;
  private final URI issuer;

  WelcomePage(
      Welcomes welcomes,
      Invitations invitations,
      Accounts accounts,
      Totps totps,
      Pages pages,
      Forms forms,
      Notices notices,
      Trails trails,
      IdentitySettings settings) {
    this.welcomes = welcomes;
    this.invitations = invitations;
    this.accounts = accounts;
    this.totps = totps;
    this.pages = pages;
    this.forms = forms;
    this.notices = notices;
    this.trails = trails;
    this.issuer = settings.url();
  }

  /// Takes the link's secret out of the address, and asks for the rest.
  @GET
  public Uni<Response> ask(
      @QueryParam("link") @Nullable String link,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.WELCOME) @Nullable String cookie) {
    if (link != null) {
      return link.matches("[A-Za-z0-9_-]{1,100}")
          ? Uni.createFrom()
              .item(
                  Pages.redirect(
                      URI.create(issuer + "/welcome"),
                      Cookies.set(Cookies.WELCOME, new Opaque(link))))
          : notices.stale(headers);
    }
    return with(
        cookie,
        headers,
        (secret, account, profile) ->
            form(200, secret, profile, totps.offer(bound(account)), "", headers));
  }

  /// Takes it.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> take(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.WELCOME) @Nullable String cookie) {
    var fields = Parameters.parse(form);
    if (cookie == null || !fields.areSound() || !forms.isOurs(headers, fields, cookie, "welcome")) {
      return notices.forged("welcome", headers);
    }
    var trail = trails.current();
    return with(
        cookie,
        headers,
        (secret, account, profile) -> {
          var offer = fields.one("offer").flatMap(sealed -> totps.again(bound(account), sealed));
          var shown = fields.one("shown").flatMap(OneTimeCode::of);
          if (offer.isEmpty() || shown.isEmpty()) {
            return form(
                422,
                secret,
                profile,
                offer.orElseGet(() -> totps.offer(bound(account))),
                "authenticator",
                headers);
          }
          var chosen =
              new Chosen(
                  fields.one("code").orElse(""),
                  fields.one("password").orElse(""),
                  fields.one("again").orElse(""),
                  offer.get(),
                  shown.get());
          return welcomes
              .enrol(secret, account, chosen, trail)
              .flatMap(outcome ->
                  switch (outcome) {
                    case Outcome.Done(var codes) -> done(codes, headers);
                    case Outcome.BadPassword(var why) ->
                        form(422, secret, profile, offer.get(), why.word(), headers);
                    case Outcome.BadAuthenticator() ->
                        form(422, secret, profile, offer.get(), "authenticator", headers);
                    case Outcome.BadCode() ->
                        form(403, secret, profile, offer.get(), "code", headers);
                  });
        });
  }

  private Uni<Response> with(@Nullable String cookie, HttpHeaders headers, ForGuest then) {
    if (cookie == null) {
      return notices.stale(headers);
    }
    var link = new Opaque(cookie);
    return notices.guarded(
        invitations
            .whose(link)
            .flatMap(account ->
                account.isEmpty()
                    ? notices.stale(headers)
                    : accounts
                        .profile(account.get())
                        .flatMap(
                            profile -> then.answer(link, account.get(), profile.orElseThrow()))),
        headers);
  }

  private Uni<Response> done(List<RecoveryCode> codes, HttpHeaders headers) {
    return pages.send(
        200,
        RecoveryCodesPage.Templates.recovery(
            codes.stream().map(RecoveryCode::spelt).toList(), "/account"),
        Pages.language(Optional.empty(), headers),
        List.of(),
        Cookies.clear(Cookies.WELCOME));
  }

  private static String bound(UUID account) {
    return "welcome:" + account;
  }

  private Uni<Response> form(
      int status, Opaque link, Profile profile, Offer offer, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.welcome(
            forms.token(link.value(), "welcome"),
            profile.login(),
            QrCodes.ofSecret(profile.login(), offer.base32()),
            offer.base32().replaceAll("(.{4})(?!$)", "$1 "),
            offer.sealed(),
            problem),
        Pages.language(Optional.empty(), headers),
        List.of());
  }
}
