package fr.vigie.identity.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The settings of the service. No secret has a default: without it the service does not start.
@ConfigMapping(prefix = "vigie.identity")
public interface IdentitySettings {

  /// The issuer, as clients and browsers reach it: scheme, host, port, and nothing after.
  URI url();

  /// Base64 of 32 bytes: makes the account keys that lockout-service counts by.
  String accountKey();

  /// Base64 of 32 bytes: seals one-time-code secrets, password hashes and the private signing key
  /// at rest.
  String credentialKey();

  /// What this service shows to lockout-service.
  String lockoutKey();

  /// The applications that may send people here, by client id.
  Map<String, Client> clients();

  /// How long people stay signed in.
  Session session();

  /// The workers that verify passwords.
  Hashing hashing();

  /// One confidential application.
  interface Client {

    /// Shown at the token endpoint by `client_secret_basic`.
    String secret();

    /// Where it may be answered: compared character by character.
    List<String> redirectUris();

    /// Where people may be sent after signing out: compared character by character.
    List<String> postLogoutRedirectUris();
  }

  /// Limits of a session (R20).
  interface Session {

    /// Without a sign of life for so long, it is over.
    @WithDefault("15m")
    Duration idle();

    /// After so long, it is over whatever happens.
    @WithDefault("12h")
    Duration absolute();
  }

  /// Argon2id is costly by design: a bound keeps guessing from sinking the service.
  interface Hashing {

    /// Workers; never more than there are processors, since each fills a core and its cache.
    @WithDefault("2")
    int workers();

    /// Sign-ins that may wait for a worker. One more is answered 429 at once.
    @WithDefault("128")
    int queue();
  }
}
