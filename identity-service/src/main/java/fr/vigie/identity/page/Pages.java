package fr.vigie.identity.page;

import fr.vigie.identity.platform.IdentitySettings;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sends pages, and looks at where forms come from.
@ApplicationScoped
public class Pages {

  private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);
  private static final MediaType HTML = new MediaType("text", "html", "utf-8");

  private final URI issuer;

  Pages(IdentitySettings settings) {
    this.issuer = settings.url();
  }

  /// A page, with headers that admit no script, no frame, no copy in a cache.
  ///
  /// @param formTargets origins a form of the page may lead to, by redirects too, beside our own
  public Uni<Response> send(
      int status,
      TemplateInstance page,
      Locale language,
      List<String> formTargets,
      NewCookie... cookies) {
    return send(status, page, language, "", formTargets, cookies);
  }

  /// A page that talks to a passkey, which nothing but a script can: one of our own files, never
  /// one in the page.
  public Uni<Response> sendWithScript(
      int status,
      TemplateInstance page,
      Locale language,
      List<String> formTargets,
      NewCookie... cookies) {
    return send(status, page, language, "script-src 'self'; ", formTargets, cookies);
  }

  private Uni<Response> send(
      int status,
      TemplateInstance page,
      Locale language,
      String scripts,
      List<String> formTargets,
      NewCookie... cookies) {
    var targets = new StringBuilder("'self'");
    formTargets.forEach(target -> targets.append(' ').append(target));
    return page.setLocale(language)
        .createUni()
        .map(html ->
            Response.status(status)
                .entity(html)
                .type(HTML)
                .language(language)
                .header(
                    "Content-Security-Policy",
                    "default-src 'none'; "
                        + scripts
                        + "style-src 'self'; form-action "
                        + targets
                        + "; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                // Not no-referrer: browsers then hide the origin of forms too.
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookies)
                .build());
  }

  /// On to another page.
  ///
  /// @param location absolute
  public static Response redirect(URI location, NewCookie... cookies) {
    return Response.status(Response.Status.SEE_OTHER)
        .location(location)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "same-origin")
        .cookie(cookies)
        .build();
  }

  /// The language of a page: the application's word first, then the browser's, French where neither
  /// names one of ours.
  public static Locale language(Optional<String> uiLocales, HttpHeaders headers) {
    return uiLocales
        .flatMap(tags ->
            Arrays.stream(tags.split(" ", -1)).flatMap(tag -> ours(tag).stream()).findFirst())
        .orElseGet(() ->
            headers.getAcceptableLanguages().stream()
                .flatMap(locale -> ours(locale.toLanguageTag()).stream())
                .findFirst()
                .orElse(Locale.FRENCH));
  }

  private static Optional<Locale> ours(String tag) {
    var language = Locale.forLanguageTag(tag).getLanguage();
    return LANGUAGES.stream().filter(ours -> ours.getLanguage().equals(language)).findFirst();
  }

  /// Whether a form was sent from a page of ours, as far as the browser says. Programs say nothing
  /// and have the form's token alone to show.
  public boolean isFromUs(HttpHeaders headers) {
    var origin = headers.getHeaderString("Origin");
    if (origin != null) {
      return origin.equals(originOf(issuer));
    }
    var site = headers.getHeaderString("Sec-Fetch-Site");
    return site == null || "same-origin".equals(site);
  }

  /// Scheme, host and port of an address.
  public static String originOf(URI uri) {
    var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }
}
