package fr.vigie.audit.platform;

import fr.vigie.kit.Problems;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Broken machines, as callers see them: 503, and nothing of the log.
class Faults {

  private static final Logger LOGGER = Logger.getLogger(Faults.class);

  @ServerExceptionMapper
  Response unreadable(SQLException fault) {
    LOGGER.error("the log was not read", fault);
    return unreadable();
  }

  private static Response unreadable() {
    return Problems.of(
            503,
            "log-unavailable",
            "The log cannot be read now",
            "Nothing is lost: what happens meanwhile comes to the log later. Try again in a moment.")
        .toResponse();
  }
}
