package fr.vigie.identity.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// Shown by `client_secret_basic`; at least 32 characters. Of the three proofs an application
    /// has one: this, its digest, or keys.
    Optional<String> secret();

    /// SHA-256 of such a secret, in hexadecimal: enough here, so that the secret itself need be
    /// nowhere but with the application.
    Optional<String> secretDigest();

    /// A JWK set of public keys: the application proves itself by `private_key_jwt`.
    Optional<String> keys();

    /// Where it may be answered: compared character by character.
    Optional<List<String>> redirectUris();

    /// Where people may be sent after signing out: compared character by character.
    Optional<List<String>> postLogoutRedirectUris();

    /// Told of each session that ends, of those it has tokens of (OpenID Connect Back-Channel
    /// Logout 1.0).
    Optional<URI> backChannelLogoutUri();

    /// Whether it may ask about tokens that were given to others (RFC 7662).
    @WithDefault("false")
    boolean introspects();

    /// Whether it has to show a key (RFC 9449), to which its tokens are bound. It may in any case.
    @WithDefault("false")
    boolean dpop();

    /// Whether it pushes what it asks for (RFC 9126), as FAPI 2.0 wants it: anything else is
    /// refused. It may in any case.
    @WithDefault("false")
    boolean par();

    /// How it is told of sessions that end and factors that change.
    Signals signals();
  }

  /// Security event tokens for an application.
  interface Signals {

    /// Where they are brought (RFC 8935).
    Optional<URI> pushUri();

    /// What is shown there, as the whole `Authorization` header.
    Optional<String> pushAuthorization();

    /// Whether it fetches them (RFC 8936).
    @WithDefault("false")
    boolean poll();
  }

  /// Limits of a session (R20). Longer ones than these do not start.
  interface Session {

    /// Without a sign of life for so long, it is over.
    @WithDefault("30m")
    Duration idle();

    /// After so long, it is over whatever happens.
    @WithDefault("12h")
    Duration absolute();

    /// The same for those who watch, decide about accounts, or see the log.
    @WithDefault("15m")
    Duration privilegedIdle();

    /// The same for those who watch, decide about accounts, or see the log.
    @WithDefault("8h")
    Duration privilegedAbsolute();
  }

  /// Argon2id is costly by design: a bound keeps guessing from sinking the service.
  interface Hashing {

    /// Workers; never more than there are processors, since each fills a core and its cache.
    @WithDefault("2")
    int workers();

    /// Memory of a hash in KiB. Those of less are made anew at the next sign-in; less than OWASP's
    /// 19456 does not start.
    @WithDefault("19456")
    int memory();

    /// Passes over it; fewer than 2 do not start.
    @WithDefault("2")
    int passes();

    /// Sign-ins that may wait for a worker. One more is answered 429 at once.
    @WithDefault("128")
    int queue();
  }
}
