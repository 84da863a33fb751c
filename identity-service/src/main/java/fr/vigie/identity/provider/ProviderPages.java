package fr.vigie.identity.provider;

import fr.vigie.identity.client.Client;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Patience;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the provider says to people rather than to applications.
@ApplicationScoped
public class ProviderPages {

  private static final Logger LOG = Logger.getLogger(ProviderPages.class);

  /// The templates.
  @CheckedTemplate(basePath = "provider")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance refused();

    static native TemplateInstance stale();

    static native TemplateInstance away();

    static native TemplateInstance signedOut();

    static native TemplateInstance signOut(
        String csrf, @Nullable String client, @Nullable String redirectUri, @Nullable String state);
  }

  private final Pages pages;

  ProviderPages(Pages pages) {
    this.pages = pages;
  }

  /// An application that is not known, or says what cannot be: nothing is sent back to it.
  public Uni<Response> refused(HttpHeaders headers) {
    return send(400, Templates.refused(), headers);
  }

  /// A request that was answered, or ran out.
  public Uni<Response> stale(HttpHeaders headers) {
    return send(400, Templates.stale(), headers);
  }

  /// Signed out, with nowhere to go.
  public Uni<Response> signedOut(HttpHeaders headers) {
    return pages.send(
        200,
        Templates.signedOut(),
        Pages.language(Optional.empty(), headers),
        List.of(),
        Cookies.clear(Cookies.SESSION));
  }

  /// Asks whether the person means to sign out.
  public Uni<Response> askToSignOut(
      String csrf,
      Optional<Client> client,
      Optional<String> redirectUri,
      Optional<String> state,
      HttpHeaders headers) {
    return pages.send(
        200,
        Templates.signOut(
            csrf,
            client.map(Client::id).orElse(null),
            redirectUri.orElse(null),
            state.orElse(null)),
        Pages.language(Optional.empty(), headers),
        redirectUri.map(uri -> Pages.originOf(URI.create(uri))).stream().toList());
  }

  /// The answer, or a word that nothing can be answered at the moment.
  public Uni<Response> guarded(Uni<Response> answer, HttpHeaders headers) {
    return Patience.withQuestions(answer)
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("the provider could not answer: %s", failure.getClass().getName());
          return send(503, Templates.away(), headers)
              .map(page -> Patience.later(page, Patience.AWAY));
        });
  }

  private Uni<Response> send(int status, TemplateInstance page, HttpHeaders headers) {
    return pages.send(status, page, Pages.language(Optional.empty(), headers), List.of());
  }
}
