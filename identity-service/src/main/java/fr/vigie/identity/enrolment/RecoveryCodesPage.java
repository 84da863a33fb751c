package fr.vigie.identity.enrolment;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.recovery.RecoveryCode;
import fr.vigie.identity.recovery.RecoveryCodes;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ten recovery codes, shown in the answer that makes them and nowhere else.
@Path("/account/recovery-codes")
class RecoveryCodesPage {

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance recovery(List<String> codes, String next);
  }

  private final Owners owners;
  private final RecoveryCodes recoveryCodes;
  private final Pages pages;
  private final Trails trails;

  RecoveryCodesPage(Owners owners, RecoveryCodes recoveryCodes, Pages pages, Trails trails) {
    this.owners = owners;
    this.recoveryCodes = recoveryCodes;
    this.pages = pages;
    this.trails = trails;
  }

  /// Makes them.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> make(
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
        owner ->
            recoveryCodes
                .renew(owner.session().account(), trail)
                .flatMap(codes ->
                    pages.send(
                        200,
                        Templates.recovery(
                            codes.stream().map(RecoveryCode::spelt).toList(),
                            "/account" + goingOn(fields)),
                        Pages.language(Optional.empty(), headers),
                        List.of())));
  }

  private static String goingOn(Parameters fields) {
    return AccountPage.request(fields).map(request -> "?request=" + request).orElse("");
  }
}
