package fr.vigie.identity.signin;

import fr.vigie.identity.account.Login;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.provider.Asking;
import fr.vigie.identity.provider.Askings;
import fr.vigie.identity.session.MayNotActException;
import fr.vigie.identity.totp.OneTimeCode;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The two forms of a sign-in. Each bears a token made from a cookie that no page can read, so that
/// it can only be sent back by the browser it was sent to.
@Path("/sign-in")
class SignInPage {

  private static final Logger LOG = Logger.getLogger(SignInPage.class);

  /// The templates.
  @CheckedTemplate(basePath = "sign-in")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance password(
        String request, String csrf, String login, String problem);

    static native TemplateInstance code(String csrf, String startAgain, String problem);

    static native TemplateInstance sorry(String why);
  }

  private final SignIns signIns;
  private final Journeys journeys;
  private final Askings askings;
  private final Pages pages;
  private final Trails trails;
  private final URI issuer;

  SignInPage(
      SignIns signIns,
      Journeys journeys,
      Askings askings,
      Pages pages,
      Trails trails,
      IdentitySettings settings) {
    this.signIns = signIns;
    this.journeys = journeys;
    this.askings = askings;
    this.pages = pages;
    this.trails = trails;
    this.issuer = settings.url();
  }

  /// Asks for login and password.
  @GET
  public Uni<Response> askPassword(
      @QueryParam("request") @Nullable String request,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    if (request == null || visit == null) {
      return stale(headers);
    }
    return guarded(
        askings
            .find(request, visit)
            .flatMap(asking ->
                asking.isEmpty()
                    ? stale(headers)
                    : passwordForm(
                        200, asking.get(), visit, asking.get().loginHint(), "", headers)),
        headers);
  }

  /// Takes login and password.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> takePassword(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form);
    var request = fields.one("request");
    if (visit == null
        || request.isEmpty()
        || !fields.areSound()
        || !isOurs(headers, fields, visit, request.get())) {
      return stale(headers);
    }
    return guarded(
        askings
            .find(request.get(), visit)
            .flatMap(asking ->
                asking.isEmpty()
                    ? stale(headers)
                    : takePassword(fields, asking.get(), visit, headers)),
        headers);
  }

  private Uni<Response> takePassword(
      Parameters fields, Asking asking, String visit, HttpHeaders headers) {
    var typed = fields.one("login").filter(Login::fits);
    var password = fields.one("password");
    if (typed.isEmpty() || password.isEmpty()) {
      return passwordForm(400, asking, visit, typed.orElse(""), "missing", headers);
    }
    return signIns
        .password(asking.request(), new Login(typed.get()), password.get(), trails.current())
        .flatMap(answer ->
            switch (answer) {
              case Answer.AskCode(var journey) ->
                  Uni.createFrom()
                      .item(
                          Pages.redirect(
                              at("/sign-in/code"),
                              Cookies.set(Cookies.JOURNEY, journey, Journeys.LIFETIME)));
              case Answer.NotRecognised _ ->
                  passwordForm(403, asking, visit, typed.get(), "wrong", headers);
              case Answer.Away _ -> sorry(503, "away", headers);
              case Answer.Busy _ -> sorry(429, "busy", headers);
              case Answer.SignedIn _, Answer.Stale _ -> stale(headers);
            });
  }

  /// Asks for the code.
  @GET
  @Path("/code")
  public Uni<Response> askCode(
      @Context HttpHeaders headers,
      @CookieParam(Cookies.VISIT) @Nullable String visit,
      @CookieParam(Cookies.JOURNEY) @Nullable String journey) {
    return with(journey, visit, headers, asking -> codeForm(200, asking, journey, "", headers));
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
    if (journey == null || !fields.areSound() || !isOurs(headers, fields, journey, "code")) {
      return stale(headers);
    }
    var trail = trails.current();
    return with(
        journey,
        visit,
        headers,
        asking -> {
          var code = fields.one("code").flatMap(OneTimeCode::of);
          return code.isEmpty()
              ? codeForm(400, asking, journey, "missing", headers)
              : signIns
                  .code(new Opaque(journey), code.get(), trail)
                  .flatMap(answer -> afterCode(answer, asking, journey, headers));
        });
  }

  private Uni<Response> afterCode(
      Answer answer, Asking asking, String journey, HttpHeaders headers) {
    return switch (answer) {
      case Answer.SignedIn(var session, var request, var device) -> {
        var cookies = new ArrayList<NewCookie>();
        cookies.add(Cookies.set(Cookies.SESSION, session));
        cookies.add(Cookies.clear(Cookies.JOURNEY));
        device.map(Cookies::device).ifPresent(cookies::add);
        yield Uni.createFrom()
            .item(
                Pages.redirect(
                    at("/authorize/resume?request=" + request), cookies.toArray(NewCookie[]::new)));
      }
      case Answer.NotRecognised _ -> codeForm(403, asking, journey, "wrong", headers);
      case Answer.Away _ -> sorry(503, "away", headers);
      case Answer.Busy _ -> sorry(429, "busy", headers);
      case Answer.AskCode _, Answer.Stale _ -> stale(headers);
    };
  }

  /// What to do with the application's request that a journey is for.
  private interface ForAsking {
    Uni<Response> answer(Asking asking);
  }

  private Uni<Response> with(
      @Nullable String journey, @Nullable String visit, HttpHeaders headers, ForAsking then) {
    if (journey == null || visit == null) {
      return stale(headers);
    }
    return guarded(
        journeys
            .find(new Opaque(journey))
            .flatMap(found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.<Asking>empty())
                    : askings.find(found.get().request(), visit))
            .flatMap(asking -> asking.isEmpty() ? stale(headers) : then.answer(asking.get())),
        headers);
  }

  private Uni<Response> passwordForm(
      int status, Asking asking, String visit, String login, String problem, HttpHeaders headers) {
    return pages.send(
        status,
        Templates.password(asking.request(), csrf(visit, asking.request()), login, problem),
        Pages.language(asking.uiLocales(), headers),
        List.of(asking.origin()));
  }

  private Uni<Response> codeForm(
      int status, Asking asking, @Nullable String journey, String problem, HttpHeaders headers) {
    return journey == null
        ? stale(headers)
        : pages.send(
            status,
            Templates.code(csrf(journey, "code"), "/sign-in?request=" + asking.request(), problem),
            Pages.language(asking.uiLocales(), headers),
            List.of(asking.origin()));
  }

  private Uni<Response> stale(HttpHeaders headers) {
    return sorry(400, "stale", headers);
  }

  private Uni<Response> guarded(Uni<Response> answer, HttpHeaders headers) {
    return Patience.withSignIn(answer)
        .onFailure()
        .recoverWithUni(failure -> away(failure, headers));
  }

  private Uni<Response> away(Throwable failure, HttpHeaders headers) {
    if (failure instanceof MayNotActException stopped && stopped.isFrozen()) {
      return sorry(403, "frozen", headers);
    }
    LOG.warnf("a sign-in could not go on: %s", failure.getClass().getName());
    return sorry(503, "away", headers);
  }

  private Uni<Response> sorry(int status, String why, HttpHeaders headers) {
    return pages.send(
        status, Templates.sorry(why), Pages.language(Optional.empty(), headers), List.of());
  }

  private boolean isOurs(HttpHeaders headers, Parameters fields, String cookie, String form) {
    return pages.isFromUs(headers)
        && MessageDigest.isEqual(
            csrf(cookie, form).getBytes(StandardCharsets.UTF_8),
            fields.one("csrf").orElse("").getBytes(StandardCharsets.UTF_8));
  }

  private static String csrf(String cookie, String form) {
    return Keyed.code(cookie.getBytes(StandardCharsets.UTF_8), "form:" + form);
  }

  private URI at(String path) {
    return URI.create(issuer + path);
  }
}
