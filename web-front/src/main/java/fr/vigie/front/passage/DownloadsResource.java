package fr.vigie.front.passage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Objects;

/// What those who watch take with them, from audit-service: lists of events, the letter to a
/// person, a breach file with its form, the list of those who must be told.
@Path("/api/files")
@RunOnVirtualThread
public class DownloadsResource {

  private static final String BREACH = "/breaches/{breach: [A-Za-z0-9-]{1,64}}";
  private static final String NDJSON = "application/x-ndjson";
  private static final String PDF = "application/pdf";
  private static final Map<String, String> FORMS =
      Map.of("csv", "text/csv", "ndjson", NDJSON, "parquet", "application/vnd.apache.parquet");

  private final Downloads downloads;
  private final String audit;

  DownloadsResource(Downloads downloads, PassageSettings settings) {
    this.downloads = downloads;
    this.audit = settings.audit() + "/v1";
  }

  /// Every event that matches.
  @GET
  @Path("/events/{form: csv|ndjson|parquet}")
  public Response events(@PathParam("form") String form, @Context UriInfo asked) {
    return downloads.get(
        audit + "/events" + Query.of(asked, EventsResource.FILTERS),
        Objects.requireNonNull(FORMS.get(form), "the path admits no other"));
  }

  /// Who accessed a person, as a letter to that person.
  @GET
  @Path("/persons/{person: [A-Za-z0-9_-]{1,64}}/accesses")
  public Response letter(@PathParam("person") String person, @Context UriInfo asked) {
    return downloads.get(
        audit + "/persons/" + person + "/accesses" + Query.of(asked, "from", "to"), PDF);
  }

  /// Every person and every access of a breach, with proofs.
  @GET
  @Path(BREACH)
  public Response file(@PathParam("breach") String breach) {
    return downloads.get(audit + "/breaches/" + breach + "/file", NDJSON);
  }

  /// The notification of Article 33, as a document.
  @GET
  @Path(BREACH + "/form")
  public Response form(@PathParam("breach") String breach) {
    return downloads.get(audit + "/breaches/" + breach + "/form", PDF);
  }

  /// The list of persons, once: by reference, to the privacy officer who asked for it.
  @POST
  @Path(BREACH + "/affected")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response affected(@PathParam("breach") String breach, String json) {
    return downloads.post(audit + "/breaches/" + breach + "/affected/exports", NDJSON, json);
  }
}
