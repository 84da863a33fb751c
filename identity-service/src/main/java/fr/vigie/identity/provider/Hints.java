package fr.vigie.identity.provider;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import fr.vigie.identity.client.Client;
import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Optional;

/// Reads a request with whom it expects: an application that shows an ID token it was given before
/// (`id_token_hint`) is told of that person, or of nobody (OpenID Connect Core, 3.1.2.1). However
/// old the token is, it has to be ours, and the application's own.
@ApplicationScoped
class Hints {

  private final Tokens tokens;

  Hints(Tokens tokens) {
    this.tokens = tokens;
  }

  /// What is asked for; fails with an [OauthRefusal] where that is not in order.
  Uni<Asked> read(Parameters parameters, Client client) {
    Asked asked;
    Optional<SignedJWT> hint;
    try {
      asked = AskedReader.read(parameters);
      hint = hint(parameters);
    } catch (OauthRefusal refusal) {
      return Uni.createFrom().failure(refusal);
    }
    return hint.isEmpty()
        ? Uni.createFrom().item(asked)
        : tokens
            .hintClaims(hint.get())
            .flatMap(said ->
                said.filter(claims -> claims.getAudience().contains(client.id()))
                    .flatMap(claims -> asked.about(claims.getSubject()))
                    .map(about -> Uni.createFrom().item(about))
                    .orElseGet(() -> Uni.createFrom().failure(notUsable())));
  }

  private static Optional<SignedJWT> hint(Parameters parameters) throws OauthRefusal {
    var hint = parameters.one("id_token_hint");
    if (hint.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedJWT.parse(hint.get()));
    } catch (ParseException _) {
      throw notUsable();
    }
  }

  private static OauthRefusal notUsable() {
    return new OauthRefusal(
        OAuth2Error.INVALID_REQUEST.setDescription(
            "id_token_hint is no ID token of this provider for this application"),
        "id-token-hint");
  }
}
