package fr.vigie.identity.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// When signing keys change.
@ConfigMapping(prefix = "vigie.identity.keys")
interface KeySettings {

  /// A key signs for so long, then its successor does.
  @WithDefault("30d")
  Duration every();

  /// A key is published for so long before it signs. Services look for keys they do not know at
  /// most every 10 minutes.
  @WithDefault("15m")
  Duration lead();

  /// A key stays published for so long after its successor signs. Tokens live for 5 minutes.
  @WithDefault("1h")
  Duration overlap();

  /// What is wrong with these; empty where nothing is.
  default Optional<String> objection() {
    if (lead().compareTo(Duration.ofMinutes(2)) < 0) {
      return Optional.of(
          "vigie.identity.keys.lead is under 2 minutes: services would meet tokens of a key they"
              + " cannot have");
    }
    if (overlap().compareTo(Duration.ofMinutes(6)) < 0) {
      return Optional.of(
          "vigie.identity.keys.overlap is under 6 minutes: a token would outlive its key");
    }
    if (every().compareTo(lead().plus(overlap())) < 0) {
      return Optional.of(
          "vigie.identity.keys.every is shorter than lead and overlap together: keys would pile"
              + " up");
    }
    return Optional.empty();
  }
}
