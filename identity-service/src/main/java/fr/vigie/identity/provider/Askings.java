package fr.vigie.identity.provider;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/// The door through which the sign-in pages see what a browser is here for.
@ApplicationScoped
public class Askings {

  private final Requests requests;

  Askings(Requests requests) {
    this.requests = requests;
  }

  /// The request of this id, where this browser made it and it is not answered yet.
  ///
  /// @param visit what the browser's visit cookie bears
  public Uni<Optional<Asking>> find(String request, String visit) {
    return requests
        .look(new Opaque(request), new Opaque(visit))
        .map(kept -> kept.map(k -> asking(request, Parameters.parse(k.parameters()))));
  }

  private static Asking asking(String request, Parameters parameters) {
    var redirectUri = URI.create(parameters.one("redirect_uri").orElseThrow());
    return new Asking(
        request,
        Pages.originOf(redirectUri),
        parameters.one("ui_locales"),
        parameters.one("login_hint").orElse(""));
  }
}
