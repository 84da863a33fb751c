package fr.vigie.audit.past;

import fr.vigie.audit.query.Ask;
import fr.vigie.kit.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;

/// How an account, a person or, by the word `policy`, the rules stood at an instant.
@Path("/v1/standing/{ref}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class PastResource {

  private final Past past;
  private final Callers callers;
  private final Clock clock;

  PastResource(Past past, Callers callers, Clock clock) {
    this.past = past;
    this.callers = callers;
    this.clock = clock;
  }

  /// `at` an instant; now, where none is given.
  @GET
  public Standing standing(@PathParam("ref") String reference, @Context UriInfo request)
      throws SQLException {
    var given = Ask.of(request.getQueryParameters());
    var at = Objects.requireNonNullElse(given.time("at"), clock.instant());
    given.refuseOthers("at");
    return past.of(Ask.reference("ref", reference), at, callers.current());
  }
}
