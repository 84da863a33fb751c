package fr.vigie.identity.page;

import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.session.MayNotActException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What a person is told where there is nothing to fill in.
@ApplicationScoped
public class Notices {

  private static final Logger LOG = Logger.getLogger(Notices.class);

  /// The templates.
  @CheckedTemplate(basePath = "page")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance notice(String why);
  }

  private final Pages pages;
  private final ForgedForms forged;

  Notices(Pages pages, ForgedForms forged) {
    this.pages = pages;
    this.forged = forged;
  }

  /// The form is not of our page in this browser: said like one that is out of date, and noted.
  ///
  /// @param page which it was sent to; one of a few words
  public Uni<Response> forged(String page, HttpHeaders headers) {
    return forged.note(page, headers).chain(() -> stale(headers));
  }

  /// The page is out of date, or was never this browser's.
  public Uni<Response> stale(HttpHeaders headers) {
    return send(400, "stale", headers);
  }

  /// Nothing can be verified at the moment; nothing was.
  public Uni<Response> away(HttpHeaders headers) {
    return send(503, "away", headers).map(page -> Patience.later(page, Patience.AWAY));
  }

  /// Too many at once; nothing was looked at.
  public Uni<Response> busy(HttpHeaders headers) {
    return send(429, "busy", headers).map(page -> Patience.later(page, Patience.BUSY));
  }

  /// The answer, or a word that nothing can be verified at the moment.
  public Uni<Response> guarded(Uni<Response> answer, HttpHeaders headers) {
    return Patience.withSignIn(answer)
        .onFailure()
        .recoverWithUni(failure -> {
          if (failure instanceof MayNotActException stopped) {
            switch (stopped.why()) {
              case FROZEN -> {
                return send(403, "frozen", headers);
              }
              case CLOSED -> {
                return send(403, "closed", headers);
              }
              case CHANGED -> {
                return stale(headers);
              }
              case UNKNOWN -> {}
            }
          }
          LOG.warnf("a sign-in could not go on: %s", failure.getClass().getName());
          return away(headers);
        });
  }

  private Uni<Response> send(int status, String why, HttpHeaders headers) {
    return pages.send(
        status, Templates.notice(why), Pages.language(Optional.empty(), headers), List.of());
  }
}
