package fr.vigie.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/// The keys other services show to this one: `vigie.service-keys.<service>`.
@ConfigMapping(prefix = "vigie.service-keys")
interface ServiceKeys {

  /// One secret of at least 32 characters for each service that may call, by its name. None: nobody
  /// may.
  @WithParentName
  Map<String, String> byService();
}
