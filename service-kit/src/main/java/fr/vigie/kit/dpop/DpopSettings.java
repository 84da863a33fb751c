package fr.vigie.kit.dpop;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/// How proofs are taken.
@ConfigMapping(prefix = "vigie.dpop")
public interface DpopSettings {

  /// Makes the nonces; at least 32 characters. Without it each process has a key of its own, and a
  /// proof is good at one replica alone: safest, at the price of a second request whenever a client
  /// comes to another replica. With one key for all, a proof that was shown may be shown once more
  /// at another replica, for less than a minute.
  Optional<String> nonceKey();

  /// The address clients call this service by, where no proxy that is trusted tells it: scheme,
  /// host, port.
  Optional<URI> url();
}
