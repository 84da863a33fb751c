package fr.vigie.identity.enrolment;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.OpenSessions;
import fr.vigie.identity.session.OpenSessions.OpenSession;
import fr.vigie.identity.session.Sessions;
import fr.vigie.kit.ParisTime;
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
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One's own open sessions. Ending one asks for no fresh factors: whoever sees a stranger's has to
/// be quick.
@Path("/account/sessions")
class SessionsPage {

  /// A session as the page shows it.
  record SessionLine(String session, String since, String seen, boolean passkey, boolean here) {}

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance sessions(String csrf, List<SessionLine> sessions, boolean ended);
  }

  private final Owners owners;
  private final OpenSessions open;
  private final Sessions sessions;
  private final Pages pages;
  private final Trails trails;

  SessionsPage(Owners owners, OpenSessions open, Sessions sessions, Pages pages, Trails trails) {
    this.owners = owners;
    this.open = open;
    this.sessions = sessions;
    this.pages = pages;
    this.trails = trails;
  }

  /// Shows them.
  @GET
  public Uni<Response> show(
      @QueryParam("done") @Nullable String done,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return owners.look(
        session, visit, headers, owner -> page(owner, "ended".equals(done), headers));
  }

  /// Ends one of them, or all but this one.
  @POST
  @Path("/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> end(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form);
    var trail = trails.current();
    return owners.sent(
        fields,
        session,
        visit,
        headers,
        owner -> end(owner, fields, trail).chain(() -> owners.back("/sessions?done=ended")));
  }

  private Uni<Void> end(Owner owner, Parameters fields, Trail trail) {
    var account = owner.session().account();
    if (fields.one("others").isPresent()) {
      return sessions.endAll(account, Optional.of(owner.session().id()), EndCause.BY_OWNER, trail);
    }
    var wanted = fields.one("session").orElse("");
    return open.of(account)
        .map(all -> all.stream().map(OpenSession::id).filter(id -> isNamed(id, wanted)).findFirst())
        .flatMap(own ->
            own.isEmpty()
                ? Uni.createFrom().voidItem()
                : sessions.end(own.get(), EndCause.BY_OWNER, trail));
  }

  private static boolean isNamed(UUID id, String wanted) {
    return id.toString().equals(wanted);
  }

  private Uni<Response> page(Owner owner, boolean ended, HttpHeaders headers) {
    var language = Pages.language(Optional.empty(), headers);
    return open.of(owner.session().account())
        .flatMap(all ->
            pages.send(
                200,
                Templates.sessions(
                    owners.token(owner),
                    all.stream().map(one -> line(one, owner, language)).toList(),
                    ended),
                language,
                List.of()));
  }

  private static SessionLine line(OpenSession one, Owner owner, Locale language) {
    return new SessionLine(
        one.id().toString(),
        said(one.authenticatedAt(), language),
        said(one.seenAt(), language),
        one.shown().methods().contains("user"),
        one.id().equals(owner.session().id()));
  }

  /// A moment, in the words of who reads it.
  static String said(Instant at, Locale language) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale(language)
        .withZone(ParisTime.ZONE)
        .format(at);
  }
}
