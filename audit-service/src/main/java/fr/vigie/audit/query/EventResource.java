package fr.vigie.audit.query;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The events of the log, newest first, for those who watch.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
class EventResource {

  private final Questions questions;
  private final Callers callers;

  EventResource(Questions questions, Callers callers) {
    this.questions = questions;
    this.callers = callers;
  }

  /// By advisor, person, operation, outcome and time, in any combination.
  @GET
  @Path("/events")
  public Uni<Questions.Page> events(@Context UriInfo request) {
    return questions.answer(Question.events(request.getQueryParameters()), callers.current());
  }

  /// Who was shown this person, alone, in a list or in a search, and who was refused.
  @GET
  @Path("/persons/{ref}/accesses")
  public Uni<Questions.Page> accesses(@PathParam("ref") String person, @Context UriInfo request) {
    return questions.answer(
        Question.accesses(person, request.getQueryParameters()), callers.current());
  }

  @ServerExceptionMapper
  Response badParameter(BadParameterException bad) {
    return Problems.builder(400, "bad-parameter", "A parameter is not understood", said(bad))
        .with("parameter", bad.parameter())
        .build()
        .toResponse();
  }

  private static String said(BadParameterException bad) {
    return "The parameter " + bad.getMessage() + ".";
  }
}
