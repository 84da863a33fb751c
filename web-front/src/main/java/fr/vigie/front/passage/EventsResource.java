package fr.vigie.front.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/// An auditor's calls, on to audit-service.
@Path("/api/events")
public class EventsResource {

  private final Passage passage;
  private final String audit;

  EventsResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.audit = settings.audit() + "/v1";
  }

  @GET
  public Uni<Response> events(@Context UriInfo asked) {
    var query =
        Query.of(
            asked,
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
            "to",
            "cursor",
            "limit");
    return passage.call(HttpMethod.GET, audit + "/events" + query, Map.of(), null);
  }
}
