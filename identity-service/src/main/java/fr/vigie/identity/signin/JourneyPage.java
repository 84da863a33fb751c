package fr.vigie.identity.signin;

import fr.vigie.identity.page.Forms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.provider.Asking;
import fr.vigie.identity.recovery.RecoveryCode;
import fr.vigie.identity.signin.Ways.Then;
import fr.vigie.identity.totp.OneTimeCode;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pages of a sign-in after its password: the code, or one of the ten on paper, and the passkey
/// without which the account is not let in.
@Path("/sign-in")
class JourneyPage {

  /// The templates.
  @CheckedTemplate(basePath = "sign-in")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance code(String csrf, String startAgain, String problem);

    static native TemplateInstance recovery(String csrf, String startAgain, String problem);

    static native TemplateInstance passkey(
        String csrf, String passkey, String startAgain, String problem);
  }

  private final SecondStep secondStep;
  private final PasskeySignIns passkeys;
  private final AskedJourneys journeys;
  private final Pages pages;
  private final Forms forms;
  private final Notices notices;
  private final Ways ways;
  private final Trails trails;

  JourneyPage(
      SecondStep secondStep,
      PasskeySignIns passkeys,
      AskedJourneys journeys,
      Pages pages,
      Forms forms,
      Notices notices,
      Ways ways,
      Trails trails) {
    this.secondStep = secondStep;
    this.passkeys = passkeys;
    this.journeys = journeys;
    this.pages = pages;
    this.forms = forms;
    this.notices = notices;
    this.ways = ways;
    this.trails = trails;
  }

  /// Asks for the code.
  @GET
  @Path("/code")
  public Uni<Response> askCode(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    return journeys.with(
        journey, visit, headers, (secret, _, asking) -> codeForm(200, asking, secret, "", headers));
  }

  /// Takes the code.
  @POST
  @Path("/code")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> takeCode(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    var fields = Parameters.parse(form);
    if (journey == null || !fields.areSound() || !forms.isOurs(headers, fields, journey, "code")) {
      return notices.forged("sign-in", headers);
    }
    var trail = trails.current();
    var enrols = fields.one("enrol").isPresent();
    return journeys.with(
        journey,
        visit,
        headers,
        (secret, found, asking) -> {
          var code = fields.one("code").flatMap(OneTimeCode::of);
          return code.isEmpty()
              ? codeForm(400, asking, secret, "missing", headers)
              : secondStep
                  .take(secret, found, new SecondStep.Shown.Code(code.get()), trail)
                  .flatMap(answer ->
                      answer instanceof Answer.NotRecognised
                          ? codeForm(403, asking, secret, "wrong", headers)
                          : ways.after(answer, asking, enrols ? Then.FACTORS : Then.BACK, headers));
        });
  }

  /// Asks for a recovery code in place of the one-time code.
  @GET
  @Path("/recovery")
  public Uni<Response> askRecoveryCode(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    return journeys.with(
        journey,
        visit,
        headers,
        (secret, _, asking) -> recoveryForm(200, asking, secret, "", headers));
  }

  /// Takes a recovery code, and leads to where lost factors are replaced.
  @POST
  @Path("/recovery")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> takeRecoveryCode(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    var fields = Parameters.parse(form);
    if (journey == null
        || !fields.areSound()
        || !forms.isOurs(headers, fields, journey, "recovery")) {
      return notices.forged("sign-in", headers);
    }
    var trail = trails.current();
    return journeys.with(
        journey,
        visit,
        headers,
        (secret, found, asking) -> {
          var code = fields.one("code").flatMap(RecoveryCode::of);
          return code.isEmpty()
              ? recoveryForm(400, asking, secret, "missing", headers)
              : secondStep
                  .take(secret, found, new SecondStep.Shown.Recovery(code.get()), trail)
                  .flatMap(answer ->
                      answer instanceof Answer.NotRecognised
                          ? recoveryForm(403, asking, secret, "wrong", headers)
                          : ways.after(answer, asking, Then.RECOVERED, headers));
        });
  }

  /// Asks for a first passkey.
  @GET
  @Path("/passkey")
  public Uni<Response> askPasskey(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    return journeys.with(
        journey,
        visit,
        headers,
        (secret, found, asking) -> passkeyForm(200, asking, secret, found, "", headers));
  }

  /// Takes a first passkey.
  @POST
  @Path("/passkey")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> takePasskey(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    var sent = Parameters.parse(form);
    var passkey = sent.oneLong("credential");
    var fields = sent.without(Set.of("credential"));
    if (journey == null
        || !fields.areSound()
        || !forms.isOurs(headers, fields, journey, "passkey")) {
      return notices.forged("sign-in", headers);
    }
    var trail = trails.current();
    return journeys.with(
        journey,
        visit,
        headers,
        (secret, found, asking) ->
            passkey.isEmpty()
                ? passkeyForm(400, asking, secret, found, "missing", headers)
                : passkeys
                    .enrol(secret, passkey.get(), trail)
                    .flatMap(answer ->
                        switch (answer) {
                          case Answer.NotRecognised _ ->
                              passkeyForm(403, asking, secret, found, "wrong", headers);
                          case Answer.WrongModel _ ->
                              passkeyForm(403, asking, secret, found, "model", headers);
                          default -> ways.after(answer, asking, Then.BACK, headers);
                        }));
  }

  private Uni<Response> codeForm(
      int status, Asking asking, Opaque journey, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.code(forms.token(journey.value(), "code"), startAgain(asking), problem),
        Pages.language(asking.uiLocales(), headers),
        List.of(asking.origin()));
  }

  private Uni<Response> recoveryForm(
      int status, Asking asking, Opaque journey, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.recovery(forms.token(journey.value(), "recovery"), startAgain(asking), problem),
        Pages.language(asking.uiLocales(), headers),
        List.of(asking.origin()));
  }

  private Uni<Response> passkeyForm(
      int status,
      Asking asking,
      Opaque secret,
      Journeys.Journey journey,
      String problem,
      HttpHeaders headers) {
    if (journey.stage() != Journeys.Stage.ENROLS) {
      return notices.stale(headers);
    }
    return passkeys
        .toMake(secret, journey)
        .flatMap(options ->
            pages.sendWithScript(
                status,
                Templates.passkey(
                    forms.token(secret.value(), "passkey"), options, startAgain(asking), problem),
                Pages.language(asking.uiLocales(), headers),
                List.of(asking.origin())));
  }

  private static String startAgain(Asking asking) {
    return "/sign-in?request=" + asking.request();
  }
}
