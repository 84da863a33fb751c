package fr.vigie.identity.scim;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The settings of the directory's door.
@ConfigMapping(prefix = "vigie.identity.scim")
public interface ScimSettings {

  /// SHA-256, in hexadecimal, of the bearer token the directory shows. None: nobody comes in.
  Optional<String> tokenDigest();
}
