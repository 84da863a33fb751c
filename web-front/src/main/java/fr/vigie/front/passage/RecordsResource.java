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

  private static final String REASON = "Vigie-Reason";
  private static final String SAME = "Idempotency-Key";
  private static final String RECORD = "/records/{ref: [A-Za-z0-9_-]{16,64}}";

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
  @Path(RECORD)
  public Uni<Response> open(
      @PathParam("ref") String ref, @HeaderParam(REASON) @Nullable String reason) {
    return passage.call(HttpMethod.GET, records + "/records/" + ref, because(reason), null);
  }

  @GET
  @Path(RECORD + "/{part: nir|disability}")
  public Uni<Response> reveal(
      @PathParam("ref") String ref,
      @PathParam("part") String part,
      @HeaderParam(REASON) @Nullable String reason) {
    return passage.call(
        HttpMethod.GET, records + "/records/" + ref + "/" + part, because(reason), null);
  }

  @GET
  @Path(RECORD + "/history")
  public Uni<Response> history(@PathParam("ref") String ref, @Context UriInfo asked) {
    return passage.call(
        HttpMethod.GET,
        records + "/records/" + ref + "/history" + Query.of(asked, "on"),
        Map.of(),
        null);
  }

  @POST
  @Path(RECORD + "/{entries: notes|appointments}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> enter(
      @PathParam("ref") String ref,
      @PathParam("entries") String entries,
      @HeaderParam(SAME) @Nullable String key,
      String json) {
    return passage.call(
        HttpMethod.POST,
        records + "/records/" + ref + "/" + entries,
        key == null ? Map.of() : Map.of(SAME, key),
        json);
  }

  @POST
  @Path(RECORD + "/file/{part: identity|contact|situation|path|contract}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> write(
      @PathParam("ref") String ref, @PathParam("part") String part, String json) {
    return passage.call(
        HttpMethod.PUT, records + "/records/" + ref + "/file/" + part, Map.of(), json);
  }

  @POST
  @Path(RECORD + "/appointments/{entry: [0-9a-f-]{36}}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> met(
      @PathParam("ref") String ref, @PathParam("entry") String entry, String json) {
    return passage.call(
        HttpMethod.PUT, records + "/records/" + ref + "/appointments/" + entry, Map.of(), json);
  }

  private static Map<String, String> because(@Nullable String reason) {
    return reason == null ? Map.of() : Map.of(REASON, reason);
  }

  @POST
  @Path("/search")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> search(@HeaderParam(REASON) @Nullable String reason, String json) {
    return passage.call(HttpMethod.POST, records + "/search", because(reason), json);
  }

  @GET
  @Path("/exposure")
  public Uni<Response> exposure() {
    return passage.call(HttpMethod.GET, records + "/exposure", Map.of(), null);
  }
}
