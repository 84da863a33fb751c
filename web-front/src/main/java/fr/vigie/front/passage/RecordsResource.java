package fr.vigie.front.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An advisor's calls, on to records-service.
@Path("/api")
public class RecordsResource {

  private static final String PURPOSE = "Vigie-Purpose";

  private final Passage passage;
  private final String records;

  RecordsResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.records = settings.records() + "/v1";
  }

  @GET
  @Path("/portfolio")
  public Uni<Response> portfolio(@Context UriInfo asked) {
    return passage.call(
        HttpMethod.GET, records + "/portfolio" + Query.of(asked, "cursor"), Map.of(), null);
  }

  @GET
  @Path("/records/{ref: [A-Za-z0-9_-]{16,64}}")
  public Uni<Response> open(
      @PathParam("ref") String ref, @HeaderParam(PURPOSE) @Nullable String purpose) {
    return passage.call(
        HttpMethod.GET,
        records + "/records/" + ref,
        purpose == null ? Map.of() : Map.of(PURPOSE, purpose),
        null);
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> search(String json) {
    return passage.call(HttpMethod.POST, records + "/search", Map.of(), json);
  }

  @GET
  @Path("/exposure")
  public Uni<Response> exposure() {
    return passage.call(HttpMethod.GET, records + "/exposure", Map.of(), null);
  }
}
