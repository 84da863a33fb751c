package fr.vigie.identity.signin;

import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.provider.Asking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;

/// Where an answer leads the browser.
@ApplicationScoped
class Ways {

  /// Where somebody goes who has signed in.
  enum Then {
    /// To the application.
    BACK,
    /// To the own factors first: they want to add one.
    FACTORS,
    /// The same, for somebody who has lost one.
    RECOVERED
  }

  private final Notices notices;
  private final URI issuer;

  Ways(Notices notices, IdentitySettings settings) {
    this.notices = notices;
    this.issuer = settings.url();
  }

  /// The page that comes next.
  ///
  /// @param then where the person goes who is signed in by it
  Uni<Response> after(Answer answer, Asking asking, Then then, HttpHeaders headers) {
    return switch (answer) {
      case Answer.AskCode(var journey) ->
          to(
              Pages.redirect(
                  at("/sign-in/code"), Cookies.set(Cookies.JOURNEY, journey, Journeys.LIFETIME)));
      case Answer.AskToEnrol _ -> to(Pages.redirect(at("/sign-in/passkey")));
      case Answer.AskForPasskey(var added) ->
          to(
              Pages.redirect(
                  at(
                      "/sign-in?passkey="
                          + (added ? "added" : "required")
                          + "&request="
                          + asking.request()),
                  Cookies.clear(Cookies.JOURNEY)));
      case Answer.SignedIn(var session, _, var device) -> {
        var cookies = new ArrayList<NewCookie>();
        cookies.add(Cookies.set(Cookies.SESSION, session));
        cookies.add(Cookies.clear(Cookies.JOURNEY));
        device.map(Cookies::device).ifPresent(cookies::add);
        yield to(
            Pages.redirect(at(next(asking, then, headers)), cookies.toArray(NewCookie[]::new)));
      }
      case Answer.Away _ -> notices.away(headers);
      case Answer.Busy _ -> notices.busy(headers);
      case Answer.NotRecognised _, Answer.WrongModel _, Answer.Stale _ -> notices.stale(headers);
    };
  }

  // Whoever came from another provider and was not known there is asked whether that was them.
  private static String next(Asking asking, Then then, HttpHeaders headers) {
    var account = then == Then.RECOVERED ? "/account?done=recovered" : "/account";
    if (asking.ours()) {
      return account;
    }
    return switch (then) {
      case BACK ->
          (headers.getCookies().containsKey(Cookies.VISITOR)
                  ? "/federation/bind?request="
                  : "/authorize/resume?request=")
              + asking.request();
      case FACTORS -> account + "?request=" + asking.request();
      case RECOVERED -> account + "&request=" + asking.request();
    };
  }

  private static Uni<Response> to(Response redirect) {
    return Uni.createFrom().item(redirect);
  }

  private URI at(String path) {
    return URI.create(issuer + path);
  }
}
