package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.StoreBusyException;
import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.kit.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What could not be recorded did not happen: 503, and nothing else in the answer (R36).
class StoreProblems {

  private static final int UNAVAILABLE = 503;

  @ServerExceptionMapper
  Response unavailable(StoreUnavailableException unused) {
    return answer(
        "not-recorded",
        "Nothing can be recorded at the moment, so nothing is done. Try again later.",
        5);
  }

  @ServerExceptionMapper
  Response busy(StoreBusyException unused) {
    return answer("busy", "Too many requests touch the same thing at once. Try again.", 1);
  }

  private static Response answer(String name, String detail, int retryAfterSeconds) {
    HttpProblem problem =
        Problems.builder(UNAVAILABLE, name, "Not available", detail)
            .withHeader("Retry-After", retryAfterSeconds)
            .build();
    return problem.toResponse();
  }
}
