package fr.vigie.identity.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.Clients;
import fr.vigie.identity.page.ForgedForms;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.provider.ProviderPages;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Session;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.token.Tokens;
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
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signing out, at an application's request (OpenID Connect RP-Initiated Logout 1.0). With an ID
/// token of ours as a hint the session it names is ended at once; without one the person is asked
/// first, so that no foreign page can sign anybody out.
@Path("/logout")
class LogoutResource {

  /// Where to go afterwards.
  private record Way(
      Optional<Client> client, Optional<String> redirectUri, Optional<String> state) {}

  private final Clients clients;
  private final Tokens tokens;
  private final Sessions sessions;
  private final ProviderPages pages;
  private final Pages forms;
  private final ForgedForms forged;
  private final Trails trails;

  LogoutResource(
      Clients clients,
      Tokens tokens,
      Sessions sessions,
      ProviderPages pages,
      Pages forms,
      ForgedForms forged,
      Trails trails) {
    this.clients = clients;
    this.tokens = tokens;
    this.sessions = sessions;
    this.pages = pages;
    this.forms = forms;
    this.forged = forged;
    this.trails = trails;
  }

  @GET
  public Uni<Response> begin(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String cookie) {
    return pages.guarded(
        begin(Parameters.parse(uri.getRequestUri().getRawQuery()), headers, cookie), headers);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> beginByForm(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String cookie) {
    return pages.guarded(begin(Parameters.parse(form), headers, cookie), headers);
  }

  private Uni<Response> begin(Parameters parameters, HttpHeaders headers, @Nullable String cookie) {
    var trail = trails.current();
    LogoutRequest request;
    try {
      request = LogoutRequest.parse(parameters.all());
    } catch (ParseException _) {
      return pages.refused(headers);
    }
    if (!parameters.areSound()) {
      return pages.refused(headers);
    }
    return hint(request)
        .flatMap(hint -> {
          var way = way(parameters, hint);
          if (way.redirectUri().isPresent() && !isRegistered(way)) {
            return pages.refused(headers);
          }
          return hint.isPresent()
              ? end(hint.get(), way, headers, cookie, trail)
              : ask(way, headers, cookie);
        });
  }

  private Uni<Optional<JWTClaimsSet>> hint(LogoutRequest request) {
    return request.getIDTokenHint() instanceof SignedJWT token
        ? tokens.hintClaims(token)
        : Uni.createFrom().item(Optional.empty());
  }

  private Way way(Parameters parameters, Optional<JWTClaimsSet> hint) {
    var hinted = hint.flatMap(claims -> claims.getAudience().stream().findFirst());
    return new Way(
        clients.find(hinted.or(() -> parameters.one("client_id")).orElse(null)),
        parameters.one("post_logout_redirect_uri"),
        parameters.one("state"));
  }

  private static boolean isRegistered(Way way) {
    return way.client()
        .filter(client -> client.postLogoutRedirectUris().contains(way.redirectUri().orElseThrow()))
        .isPresent();
  }

  private Uni<Response> end(
      JWTClaimsSet hint, Way way, HttpHeaders headers, @Nullable String cookie, Trail trail) {
    var session = UUID.fromString((String) hint.getClaim("sid"));
    return sessions
        .end(session, EndCause.SIGNED_OUT, trail)
        .chain(() -> open(cookie))
        .flatMap(other -> other.isPresent() ? ask(way, headers, cookie) : onwards(way, headers));
  }

  // Where the browser has another session than the hint's, its person is asked like any other.
  private Uni<Response> ask(Way way, HttpHeaders headers, @Nullable String cookie) {
    return open(cookie)
        .flatMap(session ->
            session.isEmpty() || cookie == null
                ? onwards(way, headers)
                : pages.askToSignOut(
                    csrf(cookie), way.client(), way.redirectUri(), way.state(), headers));
  }

  /// The person said yes.
  @POST
  @Path("/confirmed")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> confirmed(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String cookie) {
    var trail = trails.current();
    var parameters = Parameters.parse(form);
    var way = way(parameters, Optional.empty());
    if (cookie == null
        || !forms.isFromUs(headers)
        || !isSame(csrf(cookie), parameters.one("csrf").orElse(""))
        || (way.redirectUri().isPresent() && !isRegistered(way))) {
      return forged.note("sign-out", headers).chain(() -> pages.stale(headers));
    }
    return pages.guarded(
        open(cookie)
            .flatMap(session ->
                session.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sessions.end(session.get().id(), EndCause.SIGNED_OUT, trail))
            .chain(() -> onwards(way, headers)),
        headers);
  }

  private Uni<Optional<Session>> open(@Nullable String cookie) {
    return cookie == null
        ? Uni.createFrom().item(Optional.empty())
        : sessions.resume(new Opaque(cookie));
  }

  private Uni<Response> onwards(Way way, HttpHeaders headers) {
    if (way.redirectUri().isEmpty()) {
      return pages.signedOut(headers);
    }
    var target = UriBuilder.fromUri(way.redirectUri().get());
    way.state().ifPresent(state -> target.queryParam("state", "{state}"));
    return Uni.createFrom()
        .item(
            Pages.redirect(
                target.build(way.state().stream().toArray()), Cookies.clear(Cookies.SESSION)));
  }

  private static String csrf(String cookie) {
    return Keyed.code(cookie.getBytes(StandardCharsets.UTF_8), "sign-out");
  }

  private static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
