package fr.vigie.audit.platform;

import fr.vigie.kit.Claims;
import fr.vigie.kit.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Who reads the log. Nobody who reads files: no one holds `advisor` and another role here, and a
/// token that says so opens nothing (DESIGN.md 6). Nobody of a Cap emploi, whatever the role: the
/// log holds what every organisation did (R56).
class LogReaders {

  private static final String WHOSE_LOG = "FT";

  private final SecurityIdentity identity;

  LogReaders(SecurityIdentity identity) {
    this.identity = identity;
  }

  @ServerRequestFilter
  @Nullable Response refuse() {
    if (identity.hasRole("advisor")) {
      return Problems.of(
              403,
              "advisors-do-not-audit",
              "Advisors do not read the log",
              "This account is an advisor's. Ask somebody who is none.")
          .toResponse();
    }
    if (identity.getPrincipal() instanceof JsonWebToken token
        && !WHOSE_LOG.equals(Claims.of(token, "org"))) {
      return Problems.of(
              403,
              "log-of-all-organisations",
              "The log is read by France Travail alone",
              "It says what was done in every organisation. Ask the data-protection officer of"
                  + " France Travail for what concerns yours.")
          .toResponse();
    }
    return null;
  }
}
