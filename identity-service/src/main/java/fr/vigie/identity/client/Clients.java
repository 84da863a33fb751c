package fr.vigie.identity.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The applications that may ask, from the settings.
@ApplicationScoped
public class Clients {

  private static final int SECRET_CHARACTERS = 32;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, Client> all;
  private final Map<String, ClientProof> proofs;
  private final String issuer;
  private final SpentOnce spent;
  private final Clock clock;

  Clients(IdentitySettings settings, SpentOnce spent, Clock clock) {
    this.all =
        settings.clients().entrySet().stream()
            .map(e -> client(e.getKey(), e.getValue()))
            .collect(Collectors.toUnmodifiableMap(Client::id, client -> client));
    this.proofs =
        settings.clients().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, e -> proof(name(e.getKey()), e.getValue())));
    this.issuer = settings.url().toString();
    this.spent = spent;
    this.clock = clock;
  }

  // A setting that cannot be is to stop the start, not the first sign-in.
  void refuseToStartOnBadSettings(@Observes StartupEvent started) {}

  private static String name(String id) {
    return "vigie.identity.clients." + id;
  }

  private static Client client(String id, IdentitySettings.Client settings) {
    var redirectUris = settings.redirectUris().orElse(List.of());
    for (var uri : redirectUris) {
      var parsed = URI.create(uri);
      if (parsed.getHost() == null || parsed.getRawFragment() != null) {
        throw new IllegalStateException(
            name(id) + ".redirect-uris: not absolute, or with a fragment");
      }
      if (!"https".equals(parsed.getScheme()) && !THIS_MACHINE.contains(parsed.getHost())) {
        throw new IllegalStateException(
            name(id) + ".redirect-uris: without https a code would travel in the open");
      }
    }
    return new Client(
        id,
        Set.copyOf(redirectUris),
        Set.copyOf(settings.postLogoutRedirectUris().orElse(List.of())),
        settings.backChannelLogoutUri(),
        settings.introspects(),
        settings.par(),
        settings.dpop());
  }

  private static ClientProof proof(String name, IdentitySettings.Client settings) {
    if (settings.keys().isPresent()) {
      try {
        return new ClientProof.ByKey(JWKSet.parse(settings.keys().get()));
      } catch (ParseException e) {
        throw new IllegalStateException(name + ".keys is no JWK set", e);
      }
    }
    if (settings.secretDigest().isPresent()) {
      return new ClientProof.BySecret(HexFormat.of().parseHex(settings.secretDigest().get()));
    }
    var secret =
        settings
            .secret()
            .filter(given -> given.length() >= SECRET_CHARACTERS)
            .orElseThrow(() ->
                new IllegalStateException(
                    name
                        + ".secret is missing or shorter than "
                        + SECRET_CHARACTERS
                        + " characters, and there is no secret-digest and no keys: make one"));
    return new ClientProof.BySecret(new Opaque(secret).digest());
  }

  /// The client of this id.
  public Optional<Client> find(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(all.get(id));
  }

  /// Those that want to know of sessions that end.
  public List<Client> toldOfLogouts() {
    return all.values().stream()
        .filter(client -> client.backChannelLogoutUri().isPresent())
        .toList();
  }

  /// The client that has proven itself; fails with an [OauthRefusal] where it has not.
  Uni<Client> authenticated(@Nullable ClientAuthentication shown) {
    if (shown == null || !all.containsKey(shown.getClientID().getValue())) {
      return Uni.createFrom().failure(notProven());
    }
    var client = find(shown.getClientID().getValue()).orElseThrow();
    var proof = Optional.ofNullable(proofs.get(client.id())).orElseThrow();
    return switch (proof.look(shown, client.id(), issuer, clock.instant())) {
      case ClientProof.Finding.Proven _ -> Uni.createFrom().item(client);
      case ClientProof.Finding.ProvenOnce(var id, var until) ->
          spent
              .spend("assertion:" + client.id(), id, until)
              .onItem()
              .transformToUni(first ->
                  first
                      ? Uni.createFrom().item(client)
                      : Uni.createFrom()
                          .failure(
                              new OauthRefusal(OAuth2Error.INVALID_CLIENT, "assertion-replayed")));
      case ClientProof.Finding.Not _ -> Uni.createFrom().failure(notProven());
    };
  }

  private static OauthRefusal notProven() {
    return new OauthRefusal(OAuth2Error.INVALID_CLIENT, "client-not-proven");
  }
}
