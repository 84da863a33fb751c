package fr.vigie.identity.federation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The providers people may come from: `vigie.identity.federation.<name>`. None: nobody may.
@ConfigMapping(prefix = "vigie.identity.federation")
interface FederationSettings {

  @WithParentName
  Map<String, Provider> providers();

  /// One provider, by a name of letters, digits and dashes that stands in its address here.
  interface Provider {

    /// Its issuer: all else is read from its discovery document.
    URI issuer();

    /// Shown on the sign-in page.
    String label();

    String clientId();

    String clientSecret();

    @WithDefault("openid")
    List<String> scopes();

    /// The one algorithm its ID tokens may be signed with. ProConnect's default.
    @WithDefault("ES256")
    String algorithm();

    /// The `acr` that mean two factors. ProConnect: `eidas2` and `eidas3`; `eidas1-mfa` and weaker
    /// may be a code by mail, which the CNIL does not count as a factor (deliberation 2025-019).
    @WithDefault("eidas2,eidas3")
    Set<String> acr();

    /// The claim of its user info that names who authenticated the person: ProConnect stands in
    /// front of many and says `idp_id`. Absent: it authenticates by itself.
    Optional<String> idpClaim();
  }
}
