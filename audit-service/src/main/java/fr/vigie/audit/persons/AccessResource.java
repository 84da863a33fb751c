package fr.vigie.audit.persons;

import fr.vigie.audit.persons.AccessList.Period;
import fr.vigie.audit.query.Ask;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/// Who accessed a person's data, to be handed to that person.
@Path("/v1/persons/{ref}/accesses")
@RolesAllowed({"auditor", "privacy-officer"})
@RunOnVirtualThread
class AccessResource {

  /// For how long before now, where no time is given.
  private static final int USUAL_MONTHS = 12;

  private final Accesses accesses;
  private final Callers callers;
  private final Clock clock;

  AccessResource(Accesses accesses, Callers callers, Clock clock) {
    this.accesses = accesses;
    this.callers = callers;
    this.clock = clock;
  }

  /// For programs.
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public AccessList list(@PathParam("ref") String person, @Context UriInfo request)
      throws SQLException {
    return find(person, request, "json");
  }

  /// The letter to the person.
  @GET
  @Produces("application/pdf;qs=0.5")
  public Response letter(@PathParam("ref") String person, @Context UriInfo request)
      throws SQLException, IOException {
    var letter = AccessLetter.of(find(person, request, "pdf"), clock.instant());
    return Response.ok(letter, "application/pdf")
        .header("Content-Disposition", "attachment; filename=\"acces.pdf\"")
        .build();
  }

  private AccessList find(String person, UriInfo request, String form) throws SQLException {
    return accesses
        .of(period(person, request), form, callers.current())
        .orElseThrow(() ->
            Problems.of(
                422,
                "too-many-accesses",
                "There are too many accesses for one list",
                "More than "
                    + Accesses.MOST
                    + " accesses lie between 'from' and 'to'. Ask for a shorter time."));
  }

  private Period period(String person, UriInfo request) {
    var given = Ask.of(request.getQueryParameters());
    var to = Objects.requireNonNullElse(given.time("to"), clock.instant());
    var from = given.time("from");
    given.refuseOthers("from", "to");
    return new Period(
        Ask.reference("person", person),
        from == null ? monthsBefore(to) : Ask.before("to", from, to),
        to);
  }

  private static Instant monthsBefore(Instant to) {
    return to.atOffset(ZoneOffset.UTC).minusMonths(USUAL_MONTHS).toInstant();
  }
}
