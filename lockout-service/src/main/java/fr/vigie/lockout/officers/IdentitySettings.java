package fr.vigie.lockout.officers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where identity-service is reached from here, and what it is shown.
@ConfigMapping(prefix = "vigie.lockout.identity")
interface IdentitySettings {

  /// As services reach it; tokens' keys come from there too.
  @WithDefault("${quarkus.oidc.auth-server-url}")
  URI url();

  /// What this service shows to identity-service: 32 characters or more.
  String key();
}
