package fr.vigie.identity.signals;

import fr.vigie.identity.platform.IdentitySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The applications that want to be told.
@ApplicationScoped
class Receivers {

  private final Map<String, IdentitySettings.Signals> all;

  Receivers(IdentitySettings settings) {
    this.all =
        settings.clients().entrySet().stream()
            .filter(entry -> wantsAny(entry.getValue().signals()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().signals()));
  }

  private static boolean wantsAny(IdentitySettings.Signals signals) {
    return signals.poll() || signals.pushUri().isPresent();
  }

  /// Their names.
  String[] names() {
    return all.keySet().toArray(String[]::new);
  }

  boolean polls(String receiver) {
    return Optional.ofNullable(all.get(receiver))
        .filter(IdentitySettings.Signals::poll)
        .isPresent();
  }

  /// Those to whom tokens are brought.
  String[] pushed() {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().pushUri().isPresent())
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  Optional<URI> pushUri(String receiver) {
    return Optional.ofNullable(all.get(receiver)).flatMap(IdentitySettings.Signals::pushUri);
  }

  Optional<String> authorization(String receiver) {
    return Optional.ofNullable(all.get(receiver))
        .flatMap(IdentitySettings.Signals::pushAuthorization);
  }
}
