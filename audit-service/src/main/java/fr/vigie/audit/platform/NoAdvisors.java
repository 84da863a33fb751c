package fr.vigie.audit.platform;

import fr.vigie.kit.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Whoever reads files does not read the log: no one holds `advisor` and another role here, and a
/// token that says so opens nothing. (DESIGN.md 6)
class NoAdvisors {

  private final SecurityIdentity identity;

  NoAdvisors(SecurityIdentity identity) {
    this.identity = identity;
  }

  @ServerRequestFilter
  @Nullable Response refuse() {
    return identity.hasRole("advisor")
        ? Problems.of(
                403,
                "advisors-do-not-audit",
                "Advisors do not read the log",
                "This account is an advisor's. Ask somebody who is none.")
            .toResponse()
        : null;
  }
}
