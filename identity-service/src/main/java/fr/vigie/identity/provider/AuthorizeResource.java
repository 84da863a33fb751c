package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.openid.connect.sdk.OIDCError;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.Clients;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Session;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where an application sends a browser, and where the sign-in sends it back to.
@Path("/authorize")
class AuthorizeResource {

  private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

  private final Clients clients;
  private final Requests requests;
  private final Answers answers;
  private final Hints hints;
  private final Sessions sessions;
  private final Refusals refusals;
  private final ProviderPages pages;
  private final Trails trails;
  private final IdentitySettings settings;
  private final Clock clock;

  AuthorizeResource(
      Clients clients,
      Requests requests,
      Answers answers,
      Hints hints,
      Sessions sessions,
      Refusals refusals,
      ProviderPages pages,
      Trails trails,
      IdentitySettings settings,
      Clock clock) {
    this.clients = clients;
    this.requests = requests;
    this.answers = answers;
    this.hints = hints;
    this.sessions = sessions;
    this.refusals = refusals;
    this.pages = pages;
    this.trails = trails;
    this.settings = settings;
    this.clock = clock;
  }

  @GET
  public Uni<Response> begin(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return pages.guarded(
        begin(uri.getRequestUri().getRawQuery(), headers, session, visit), headers);
  }

  @POST
  public Uni<Response> beginByForm(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return pages.guarded(begin(form, headers, session, visit), headers);
  }

  private Uni<Response> begin(
      @Nullable String encoded,
      HttpHeaders headers,
      @Nullable String session,
      @Nullable String visit) {
    var given = Parameters.parse(encoded);
    var client = clients.find(given.one("client_id").orElse(null));
    var trail = trails.current();
    if (client.isEmpty()) {
      return refusals
          .note(null, "authorize", "unknown-client", trail)
          .chain(() -> pages.refused(headers));
    }
    return asPushed(given, client.get())
        .flatMap(pushed -> {
          var parameters = pushed.orElse(given);
          var redirectUri = parameters.one("redirect_uri");
          if (redirectUri.filter(client.get().redirectUris()::contains).isEmpty()) {
            return refusals
                .note(client.get().id(), "authorize", "redirect-uri-not-registered", trail)
                .chain(() -> pages.refused(headers));
          }
          return pushed.isEmpty() && client.get().pushes()
              ? refusals
                  .note(client.get().id(), "authorize", "not-pushed", trail)
                  .replaceWith(() -> answers.error(parameters, OAuth2Error.INVALID_REQUEST))
              : begin(client.get(), parameters, session, visit, trail);
        });
  }

  // Nothing beside a pushed request counts (RFC 9126, 4).
  private Uni<Optional<Parameters>> asPushed(Parameters given, Client client) {
    var reference = given.one("request_uri").filter(uri -> uri.startsWith(PUSHED));
    return reference.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : requests
            .takePushed(new Opaque(reference.get().substring(PUSHED.length())))
            .map(kept ->
                Optional.of(
                    kept.filter(k -> k.client().equals(client.id()))
                        .map(k -> Parameters.parse(k.parameters()))
                        .orElse(Parameters.parse(null))));
  }

  private Uni<Response> begin(
      Client client,
      Parameters parameters,
      @Nullable String session,
      @Nullable String visit,
      Trail trail) {
    return hints
        .read(parameters, client)
        .flatMap(asked -> begin(client, asked, parameters, session, visit))
        .onFailure(OauthRefusal.class)
        .recoverWithUni(refusal ->
            refusals
                .note(client.id(), "authorize", refusal.reason().orElse("invalid-request"), trail)
                .replaceWith(() -> answers.error(parameters, refusal.error())));
  }

  private Uni<Response> begin(
      Client client,
      Asked asked,
      Parameters parameters,
      @Nullable String session,
      @Nullable String visit) {
    var now = clock.instant();
    return open(session)
        .flatMap(found -> {
          if (found.filter(asked::isAbout).isPresent()
              && !asked.anew()
              && asked.isAnsweredBy(found, now, now)) {
            return answers.code(client, asked, parameters, found.get());
          }
          return asked.silent()
              ? Uni.createFrom().item(answers.error(parameters, OIDCError.LOGIN_REQUIRED))
              : askToSignIn(client, parameters, visit, found.map(Session::id));
        });
  }

  private Uni<Optional<Session>> open(@Nullable String secret) {
    return secret == null
        ? Uni.createFrom().item(Optional.empty())
        : sessions.resume(new Opaque(secret));
  }

  private Uni<Response> askToSignIn(
      Client client, Parameters parameters, @Nullable String visit, Optional<UUID> replaces) {
    var visitor = visit == null ? Opaque.random() : new Opaque(visit);
    var cookies =
        visit == null ? new NewCookie[] {Cookies.set(Cookies.VISIT, visitor)} : new NewCookie[0];
    return requests
        .begin(client.id(), parameters.encoded(), visitor, replaces)
        .map(request -> Pages.redirect(at("/sign-in?request=" + request.value()), cookies));
  }

  /// Back from the sign-in.
  @GET
  @Path("/resume")
  public Uni<Response> resume(
      @QueryParam("request") @Nullable String request,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    if (request == null || visit == null) {
      return pages.stale(headers);
    }
    var trail = trails.current();
    var id = new Opaque(request);
    var visitor = new Opaque(visit);
    return pages.guarded(
        requests
            .look(id, visitor)
            .flatMap(kept ->
                kept.isEmpty()
                    ? pages.stale(headers)
                    : open(session)
                        .flatMap(found -> resume(id, visitor, kept.get(), found, headers, trail))),
        headers);
  }

  private Uni<Response> resume(
      Opaque id,
      Opaque visit,
      Requests.Kept kept,
      Optional<Session> session,
      HttpHeaders headers,
      Trail trail) {
    var client = clients.find(kept.client());
    var parameters = Parameters.parse(kept.parameters());
    return client.isEmpty()
        ? pages.stale(headers)
        : hints
            .read(parameters, client.get())
            .flatMap(asked -> {
              if (session.isEmpty()
                  || kept.replaces().filter(session.get().id()::equals).isPresent()
                  || !asked.isAnsweredBy(session, kept.createdAt(), clock.instant())) {
                return Uni.createFrom().item(Pages.redirect(at("/sign-in?request=" + id.value())));
              }
              // Somebody else signed in than the application expects: it is told of nobody.
              var answer =
                  asked.isAbout(session.get())
                      ? answers.code(id, visit, client.get(), asked, parameters, session.get())
                      : requests
                          .take(id, visit)
                          .map(taken ->
                              taken
                                  ? Optional.of(answers.error(parameters, OIDCError.LOGIN_REQUIRED))
                                  : Optional.<Response>empty());
              return answer.flatMap(told ->
                  told.isEmpty()
                      ? pages.stale(headers)
                      : endReplaced(kept, session.get(), trail).replaceWith(told.get()));
            })
            .onFailure(OauthRefusal.class)
            .recoverWithUni(() -> pages.stale(headers));
  }

  // Whoever signed in anew in a browser has one session there, not two.
  private Uni<Void> endReplaced(Requests.Kept kept, Session now, Trail trail) {
    return kept.replaces()
        .filter(before -> !before.equals(now.id()))
        .map(before -> sessions.end(before, EndCause.REPLACED, trail))
        .orElse(Uni.createFrom().voidItem());
  }

  private URI at(String path) {
    return URI.create(settings.url() + path);
  }
}
