package fr.vigie.audit.query;

import fr.vigie.audit.forms.EventForm;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.sql.SQLException;

/// The events of the log, newest first, for those who watch.
@Path("/v1")
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class EventResource {

  private final Questions questions;
  private final Callers callers;

  EventResource(Questions questions, Callers callers) {
    this.questions = questions;
    this.callers = callers;
  }

  /// One page, by any filters together.
  @GET
  @Path("/events")
  @Produces(MediaType.APPLICATION_JSON)
  public Questions.Page events(@Context UriInfo request) throws SQLException {
    return questions.answer(request.getQueryParameters(), callers.current());
  }

  /// All that matches, one JSON object a line.
  @GET
  @Path("/events")
  @Produces("application/x-ndjson;qs=0.6")
  public Response ndjson(@Context UriInfo request) {
    return stream(request, EventForm.NDJSON);
  }

  /// All that matches, for a spreadsheet.
  @GET
  @Path("/events")
  @Produces("text/csv;qs=0.5")
  public Response csv(@Context UriInfo request) {
    return stream(request, EventForm.CSV);
  }

  /// All that matches, in columns.
  @GET
  @Path("/events")
  @Produces("application/vnd.apache.parquet;qs=0.4")
  public Response parquet(@Context UriInfo request) {
    return stream(request, EventForm.PARQUET);
  }

  /// Why one event was allowed or refused.
  @GET
  @Path("/events/{index: [0-9]{1,18}}/why")
  @Produces(MediaType.APPLICATION_JSON)
  public Why why(@PathParam("index") long index) throws SQLException {
    return questions
        .why(index, callers.current())
        .orElseThrow(() ->
            Problems.of(
                404,
                "no-such-event",
                "There is no such event",
                "The log holds no event at this index, or no longer its contents."));
  }

  private Response stream(UriInfo request, EventForm form) {
    var question = Question.stream(request.getQueryParameters());
    var stream = questions.stream(question, form, callers.current());
    StreamingOutput body =
        out -> {
          try {
            stream.writeTo(out);
          } catch (SQLException e) {
            throw new IOException("the log cannot be read now", e);
          }
        };
    return Response.ok(body, form.mediaType())
        .header("Content-Disposition", "attachment; filename=\"events." + form.word() + "\"")
        .build();
  }
}
