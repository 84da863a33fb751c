package fr.vigie.records.platform;

import fr.vigie.kit.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Broken machines, as callers see them: 503, and nothing of a record. What could not be recorded
/// is answered by event-store-quarkus.
class Faults {

  private static final Logger LOG = Logger.getLogger(Faults.class);
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response backlog(BacklogException fault) {
    LOG.errorf("the log is too far behind, nothing shown: %s", fault.getMessage());
    return unavailable(
        "log-backlog",
        "The log is too far behind",
        "Nothing is shown until the log has caught up. Try again in some minutes.");
  }

  @ServerExceptionMapper
  Response unavailable(UnavailableException fault) {
    LOG.errorf("not readable, nothing shown: %s: %s", fault.getMessage(), fault.getCause());
    return unavailable(
        "record-unavailable",
        "This cannot be read now",
        "Nothing is shown. Try again in a moment.");
  }

  private static Response unavailable(String name, String title, String detail) {
    return Problems.builder(UNAVAILABLE, name, title, detail)
        .withHeader("Retry-After", RETRY_AFTER_SECONDS)
        .build()
        .toResponse();
  }
}
