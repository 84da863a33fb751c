package fr.vigie.identity.enrolment;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Another authenticator application, in place of the one before.
@Path("/account/authenticator")
class AuthenticatorPage {

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance authenticator(
        String csrf,
        String action,
        QrCodes.Drawing qr,
        String secret,
        String offer,
        String problem);
  }

  private final Owners owners;
  private final Totps totps;
  private final Pages pages;
  private final Trails trails;

  AuthenticatorPage(Owners owners, Totps totps, Pages pages, Trails trails) {
    this.owners = owners;
    this.totps = totps;
    this.pages = pages;
    this.trails = trails;
  }

  /// Offers a new secret. The one in use stays until a code of the new one has come.
  @GET
  public Uni<Response> ask(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return owners.look(
        session, visit, headers, owner -> form(200, owner, totps.offer(bound(owner)), "", headers));
  }

  /// Takes it.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> take(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form);
    var trail = trails.current();
    return owners.change(
        fields,
        session,
        visit,
        headers,
        owner -> {
          var offer = fields.one("offer").flatMap(sealed -> totps.again(bound(owner), sealed));
          return offer.isEmpty()
              ? form(400, owner, totps.offer(bound(owner)), "wrong", headers)
              : take(owner, offer.get(), fields, trail, headers);
        });
  }

  private Uni<Response> take(
      Owner owner, Offer offer, Parameters fields, Trail trail, HttpHeaders headers) {
    var code = fields.one("code").flatMap(OneTimeCode::of);
    var bound =
        code.isEmpty()
            ? Uni.createFrom().item(false)
            : totps.bind(owner.session().account(), offer, code.get(), trail);
    return bound.flatMap(good ->
        good
            ? owners.endOthers(owner, trail).chain(() -> owners.back("?done=authenticator"))
            : form(422, owner, offer, "wrong", headers));
  }

  private static String bound(Owner owner) {
    return owner.session().account() + ":" + owner.session().id();
  }

  private Uni<Response> form(
      int status, Owner owner, Offer offer, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.authenticator(
            owners.token(owner),
            "/account/authenticator",
            QrCodes.ofSecret(owner.profile().login(), offer.base32()),
            offer.base32().replaceAll("(.{4})(?!$)", "$1 "),
            offer.sealed(),
            problem),
        Pages.language(Optional.empty(), headers),
        List.of());
  }
}
