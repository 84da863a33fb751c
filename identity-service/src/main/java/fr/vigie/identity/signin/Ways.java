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

  private final Notices notices;
  private final URI issuer;

  Ways(Notices notices, IdentitySettings settings) {
    this.notices = notices;
    this.issuer = settings.url();
  }

  /// The page that comes next.
  ///
  /// @param toFactors the person wants to add a factor before going on
  Uni<Response> after(Answer answer, Asking asking, boolean toFactors, HttpHeaders headers) {
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
        yield to(Pages.redirect(at(next(asking, toFactors)), cookies.toArray(NewCookie[]::new)));
      }
      case Answer.Away _ -> notices.away(headers);
      case Answer.Busy _ -> notices.busy(headers);
      case Answer.NotRecognised _, Answer.Stale _ -> notices.stale(headers);
    };
  }

  private static String next(Asking asking, boolean toFactors) {
    if (asking.ours()) {
      return "/account";
    }
    return (toFactors ? "/account?request=" : "/authorize/resume?request=") + asking.request();
  }

  private static Uni<Response> to(Response redirect) {
    return Uni.createFrom().item(redirect);
  }

  private URI at(String path) {
    return URI.create(issuer + path);
  }
}
