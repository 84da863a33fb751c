package fr.vigie.identity.signin;

import fr.vigie.identity.account.Login;
import fr.vigie.identity.federation.Federations;
import fr.vigie.identity.page.Forms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.provider.Asking;
import fr.vigie.identity.provider.Askings;
import fr.vigie.identity.signin.Ways.Then;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first page of a sign-in: a passkey, or login and password.
@Path("/sign-in")
class SignInPage {

  /// The templates.
  @CheckedTemplate(basePath = "sign-in")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance password(
        String request,
        String csrf,
        String passkey,
        List<Federations.Offer> offers,
        String login,
        String notice,
        String problem);
  }

  private static final List<String> NOTICES = List.of("added", "required");

  private final SignIns signIns;
  private final PasskeySignIns passkeys;
  private final Askings askings;
  private final Federations federations;
  private final Pages pages;
  private final Forms forms;
  private final Notices notices;
  private final Ways ways;
  private final Trails trails;

  SignInPage(
      SignIns signIns,
      PasskeySignIns passkeys,
      Askings askings,
      Federations federations,
      Pages pages,
      Forms forms,
      Notices notices,
      Ways ways,
      Trails trails) {
    this.signIns = signIns;
    this.passkeys = passkeys;
    this.askings = askings;
    this.federations = federations;
    this.pages = pages;
    this.forms = forms;
    this.notices = notices;
    this.ways = ways;
    this.trails = trails;
  }

  /// Asks for a passkey, or login and password.
  @GET
  public Uni<Response> ask(
      @QueryParam("request") @Nullable String request,
      @QueryParam("passkey") @Nullable String notice,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    if (request == null || visit == null) {
      return notices.stale(headers);
    }
    var said = notice != null && NOTICES.contains(notice) ? notice : "";
    return notices.guarded(
        askings
            .find(request, visit)
            .flatMap(asking ->
                asking.isEmpty()
                    ? notices.stale(headers)
                    : form(200, asking.get(), visit, asking.get().loginHint(), said, "", headers)),
        headers);
  }

  /// Takes a passkey, or login and password.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> take(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var sent = Parameters.parse(form);
    var passkey = sent.oneLong("credential");
    var fields = sent.without(Set.of("credential"));
    var request = fields.one("request");
    if (visit == null
        || request.isEmpty()
        || !fields.areSound()
        || !forms.isOurs(headers, fields, visit, request.get())) {
      return notices.forged("sign-in", headers);
    }
    return notices.guarded(
        askings
            .find(request.get(), visit)
            .flatMap(asking ->
                asking.isEmpty()
                    ? notices.stale(headers)
                    : passkey.isEmpty()
                        ? takePassword(fields, asking.get(), visit, headers)
                        : takePasskey(passkey.get(), asking.get(), visit, headers)),
        headers);
  }

  private Uni<Response> takePasskey(String json, Asking asking, String visit, HttpHeaders headers) {
    return passkeys
        .passkey(asking.request(), visit, json, trails.current())
        .flatMap(answer ->
            switch (answer) {
              case Answer.NotRecognised _ -> form(403, asking, visit, "", "", "passkey", headers);
              case Answer.WrongModel _ -> form(403, asking, visit, "", "", "model", headers);
              default -> ways.after(answer, asking, Then.BACK, headers);
            });
  }

  private Uni<Response> takePassword(
      Parameters fields, Asking asking, String visit, HttpHeaders headers) {
    var typed = fields.one("login").filter(Login::fits);
    var password = fields.one("password");
    if (typed.isEmpty() || password.isEmpty()) {
      return form(400, asking, visit, typed.orElse(""), "", "missing", headers);
    }
    return signIns
        .password(asking.request(), new Login(typed.get()), password.get(), trails.current())
        .flatMap(answer ->
            answer instanceof Answer.NotRecognised
                ? form(403, asking, visit, typed.get(), "", "wrong", headers)
                : ways.after(answer, asking, Then.BACK, headers));
  }

  // Another provider's word says when factors were shown there, not that they are shown now.
  private List<Federations.Offer> offers(Asking asking) {
    return asking.ours() || asking.fresh() ? List.of() : federations.offers();
  }

  private Uni<Response> form(
      int status,
      Asking asking,
      String visit,
      String login,
      String notice,
      String problem,
      HttpHeaders headers) {
    var request = asking.request();
    return pages.sendWithScript(
        status,
        Templates.password(
            request,
            forms.token(visit, request),
            passkeys.toShow(request, visit),
            offers(asking),
            login,
            notice,
            problem),
        Pages.language(asking.uiLocales(), headers),
        List.of(asking.origin()));
  }
}
