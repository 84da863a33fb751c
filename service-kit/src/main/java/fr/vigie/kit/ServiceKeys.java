package fr.vigie.kit;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/// The keys other services show to this one: `vigie.service-keys.<service>`.
@ConfigMapping(prefix = "vigie")
interface ServiceKeys {

  /// One secret of at least 32 characters for each service that may call, by its name. None: nobody
  /// may.
  Map<String, String> serviceKeys();
}
