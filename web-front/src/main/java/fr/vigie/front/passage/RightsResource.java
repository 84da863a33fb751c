package fr.vigie.front.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/// Rights beside the own portfolio, on to records-service: what managers grant, and broken glasses.
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
public class RightsResource {

  private final Passage passage;
  private final String records;

  RightsResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.records = settings.records() + "/v1";
  }

  @POST
  @Path("/{right: shifts|replacements|co-follow-ups|designations|transfers}")
  public Uni<Response> grant(@PathParam("right") String right, String json) {
    return passage.call(HttpMethod.POST, records + "/" + right, Map.of(), json);
  }

  @POST
  @Path("/grants/{grant: [0-9a-f-]{36}}/end")
  public Uni<Response> end(@PathParam("grant") String grant) {
    return passage.call(HttpMethod.DELETE, records + "/grants/" + grant, Map.of(), null);
  }

  @POST
  @Path("/glass")
  public Uni<Response> breakGlass(String json) {
    return passage.call(HttpMethod.POST, records + "/glass", Map.of(), json);
  }

  @GET
  @Path("/glass")
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> waiting() {
    return passage.call(HttpMethod.GET, records + "/glass", Map.of(), null);
  }

  @POST
  @Path("/glass/{grant: [0-9a-f-]{36}}/review")
  public Uni<Response> review(@PathParam("grant") String grant, String json) {
    return passage.call(HttpMethod.PUT, records + "/glass/" + grant + "/review", Map.of(), json);
  }
}
