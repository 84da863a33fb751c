package fr.vigie.front.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An auditor's calls, on to audit-service.
@Path("/api/events")
public class EventsResource {

  /// By what events may be asked for.
  static final List<String> FILTERS =
      List.of(
          "advisor",
          "person",
          "organisation",
          "agency",
          "session",
          "device",
          "network",
          "operation",
          "outcome",
          "purpose",
          "basis",
          "fieldClass",
          "from",
          "to");

  private static final List<String> PAGED =
      Stream.concat(FILTERS.stream(), Stream.of("cursor", "limit")).toList();

  private final Passage passage;
  private final String audit;

  EventsResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.audit = settings.audit() + "/v1";
  }

  @GET
  public Uni<Response> events(@Context UriInfo asked) {
    var query = Query.of(asked, PAGED);
    return passage.call(HttpMethod.GET, audit + "/events" + query, Map.of(), null);
  }

  /// Why one of them was allowed or refused.
  @GET
  @Path("/{index: [0-9]{1,18}}/why")
  public Uni<Response> why(@PathParam("index") String index) {
    return passage.call(HttpMethod.GET, audit + "/events/" + index + "/why", Map.of(), null);
  }
}
