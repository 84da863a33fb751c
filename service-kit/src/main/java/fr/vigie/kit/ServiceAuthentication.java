package fr.vigie.kit;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Services are known by a key each shows to each: `Authorization: Vigie-Service <name> <key>`.
/// Whoever shows the right one has the role `service:<name>` and no other.
@ApplicationScoped
class ServiceAuthentication implements HttpAuthenticationMechanism {

  static final String SCHEME = "Vigie-Service ";
  private static final int KEY_CHARACTERS = 32;

  private final Map<String, byte[]> digests;

  ServiceAuthentication(ServiceKeys keys) {
    keys.byService()
        .forEach((service, key) -> {
          if (key.length() < KEY_CHARACTERS) {
            throw new IllegalStateException(
                "vigie.service-keys.%s is shorter than %d characters: make a longer one"
                    .formatted(service, KEY_CHARACTERS));
          }
        });
    digests =
        keys.byService().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> digest(e.getValue())));
  }

  // A key too short is to stop the start, not the first request.
  void refuseToStartOnShortKeys(@Observes StartupEvent unused) {}

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager manager) {
    var header = context.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    var words = header.substring(SCHEME.length()).split(" ", -1);
    if (words.length != 2 || !isKeyOf(words[0], words[1])) {
      return Uni.createFrom().failure(new AuthenticationFailedException("unknown service key"));
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(words[0]))
                .addRole("service:" + words[0])
                .build());
  }

  // Digests of equal length are compared in constant time, so neither key nor length shows.
  private boolean isKeyOf(String service, String key) {
    var expected = digests.get(service);
    return MessageDigest.isEqual(expected == null ? new byte[32] : expected, digest(key));
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new HttpCredentialTransport(
                HttpCredentialTransport.Type.AUTHORIZATION, "vigie-service"));
  }
}
