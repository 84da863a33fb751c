package fr.vigie.front.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long sessions last, and what seals their tokens.
@ConfigMapping(prefix = "vigie.front")
interface SessionSettings {

  /// The key that seals tokens at rest: 32 bytes in base64. Without it the service does not start.
  String sessionKey();

  /// A session ends this long after sign-in, however busy. R20 allows 12 hours at most.
  @WithDefault("12H")
  Duration sessionLife();

  /// A session ends when it has not renewed its tokens for this long. Tokens live for 5 minutes, so
  /// an idle browser is signed out after 25 to 30 minutes (R20); identity-service renews none for a
  /// privileged account that has idled for 15.
  @WithDefault("30M")
  Duration sessionIdle();
}
