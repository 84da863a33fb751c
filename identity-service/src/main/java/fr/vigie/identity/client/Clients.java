package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import fr.vigie.identity.platform.IdentitySettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The applications that may ask, from the settings.
@ApplicationScoped
public class Clients {

  private static final int SECRET_CHARACTERS = 32;

  private final Map<String, Client> all;

  Clients(IdentitySettings settings) {
    all =
        settings.clients().entrySet().stream()
            .map(e -> client(e.getKey(), e.getValue()))
            .collect(Collectors.toUnmodifiableMap(Client::id, client -> client));
  }

  // A setting that cannot be is to stop the start, not the first sign-in.
  void refuseToStartOnBadSettings(@Observes StartupEvent started) {}

  private static Client client(String id, IdentitySettings.Client settings) {
    var name = "vigie.identity.clients." + id;
    if (settings.secret().length() < SECRET_CHARACTERS) {
      throw new IllegalStateException(
          name + ".secret is shorter than " + SECRET_CHARACTERS + " characters: make a longer one");
    }
    for (var uri : settings.redirectUris()) {
      if (URI.create(uri).getHost() == null || URI.create(uri).getRawFragment() != null) {
        throw new IllegalStateException(name + ".redirect-uris: not absolute, or with a fragment");
      }
    }
    return new Client(
        id,
        settings.secret(),
        Set.copyOf(settings.redirectUris()),
        Set.copyOf(settings.postLogoutRedirectUris()));
  }

  /// The client of this id.
  public Optional<Client> find(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(all.get(id));
  }

  /// The client that proves itself with `client_secret_basic`, in constant time.
  public Client authenticated(@Nullable ClientAuthentication shown) throws OauthRefusal {
    if (!(shown instanceof ClientSecretBasic basic)) {
      throw new OauthRefusal(OAuth2Error.INVALID_CLIENT);
    }
    var client = all.get(basic.getClientID().getValue());
    if (client == null || !basic.getClientSecret().equals(new Secret(client.secret()))) {
      throw new OauthRefusal(OAuth2Error.INVALID_CLIENT);
    }
    return client;
  }
}
