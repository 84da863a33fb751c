package fr.vigie.identity.enrolment;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.password.PasswordRefusal;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
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

/// A new password, chosen by whoever is signed in.
@Path("/account/password")
class PasswordPage {

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance password(String csrf, String login, String problem);
  }

  private final Owners owners;
  private final NewPasswords newPasswords;
  private final Pages pages;
  private final Trails trails;

  PasswordPage(Owners owners, NewPasswords newPasswords, Pages pages, Trails trails) {
    this.owners = owners;
    this.newPasswords = newPasswords;
    this.pages = pages;
    this.trails = trails;
  }

  /// Asks for it.
  @GET
  public Uni<Response> ask(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return owners.look(session, visit, headers, owner -> form(200, owner, "", headers));
  }

  /// Takes it. Every other session of the account ends.
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
        owner ->
            newPasswords
                .choose(
                    owner.session().account(),
                    fields.one("password").orElse(""),
                    fields.one("again").orElse(""),
                    Optional.of(owner.session().id()),
                    trail)
                .flatMap(refusal ->
                    refusal.isEmpty()
                        ? owners.back("?done=password")
                        : form(422, owner, refusal.map(PasswordRefusal::word).get(), headers)));
  }

  private Uni<Response> form(int status, Owner owner, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.password(owners.token(owner), owner.profile().login(), problem),
        Pages.language(Optional.empty(), headers),
        List.of());
  }
}
