package fr.vigie.identity.provider;

import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/// The door through which the sign-in pages see what a browser is here for.
@ApplicationScoped
public class Askings {

  // No application has an empty id.
  private static final String OURSELVES = "";

  private final Requests requests;
  private final IdentitySettings settings;

  Askings(Requests requests, IdentitySettings settings) {
    this.requests = requests;
    this.settings = settings;
  }

  /// Keeps that a page of ours sent this browser to sign in.
  public Uni<Opaque> begin(Opaque visit) {
    return requests.begin(
        OURSELVES, "redirect_uri=" + settings.url() + "/account", visit, Optional.empty());
  }

  /// The request of this id, where this browser made it and it is not answered yet.
  ///
  /// @param visit what the browser's visit cookie bears
  public Uni<Optional<Asking>> find(String request, String visit) {
    return requests
        .look(new Opaque(request), new Opaque(visit))
        .map(kept ->
            kept.map(k ->
                asking(request, k.client().equals(OURSELVES), Parameters.parse(k.parameters()))));
  }

  private static Asking asking(String request, boolean ours, Parameters parameters) {
    var redirectUri = URI.create(parameters.one("redirect_uri").orElseThrow());
    return new Asking(
        request,
        ours,
        wantsFreshFactors(parameters),
        Pages.originOf(redirectUri),
        parameters.one("ui_locales"),
        parameters.one("login_hint").orElse(""));
  }

  private static boolean wantsFreshFactors(Parameters parameters) {
    return parameters.one("max_age").isPresent()
        || parameters
            .one("prompt")
            .filter(prompt -> prompt.contains("login") || prompt.contains("select_account"))
            .isPresent();
  }
}
