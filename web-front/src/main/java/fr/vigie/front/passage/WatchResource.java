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

/// The calls of those who watch, besides their list of events: alerts, breach files, who accessed a
/// person, and how the log stands. On to audit-service.
@Path("/api")
public class WatchResource {

  private static final String KEY = "Idempotency-Key";
  private static final String BREACH = "/breaches/{breach: [A-Za-z0-9-]{1,64}}";
  private static final String ALERT = "/alerts/{alert: [A-Za-z0-9-]{1,64}}";

  private final Passage passage;
  private final String audit;

  WatchResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.audit = settings.audit() + "/v1";
  }

  @GET
  @Path("/persons/{person: [A-Za-z0-9_-]{1,64}}/accesses")
  public Uni<Response> accesses(@PathParam("person") String person, @Context UriInfo asked) {
    return get("/persons/" + person + "/accesses" + Query.of(asked, "from", "to"));
  }

  @GET
  @Path("/alerts")
  public Uni<Response> alerts() {
    return get("/alerts");
  }

  @POST
  @Path(ALERT + "/{step: acknowledgement|closure}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> seeTo(
      @PathParam("alert") String alert, @PathParam("step") String step, String json) {
    return post("/alerts/" + alert + "/" + step, null, json);
  }

  @GET
  @Path("/breaches")
  public Uni<Response> breaches() {
    return get("/breaches");
  }

  @POST
  @Path("/breaches")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> openBreach(@HeaderParam(KEY) @Nullable String key, String json) {
    return post("/breaches", key, json);
  }

  @GET
  @Path(BREACH)
  public Uni<Response> breach(@PathParam("breach") String breach) {
    return get("/breaches/" + breach);
  }

  @GET
  @Path(BREACH + "/form")
  public Uni<Response> form(@PathParam("breach") String breach) {
    return get("/breaches/" + breach + "/form");
  }

  @POST
  @Path(BREACH + "/{step: notifications|closure|affected/requests|affected/approvals}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> lead(
      @PathParam("breach") String breach, @PathParam("step") String step, String json) {
    return post("/breaches/" + breach + "/" + step, null, json);
  }

  @GET
  @Path("/log/head")
  public Uni<Response> head() {
    return get("/log/head");
  }

  @GET
  @Path("/log/gaps")
  public Uni<Response> gaps() {
    return get("/log/gaps");
  }

  @GET
  @Path("/replays")
  public Uni<Response> replays() {
    return get("/replays");
  }

  @POST
  @Path("/replays")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> replay(String json) {
    return post("/replays", null, json);
  }

  private Uni<Response> get(String path) {
    return passage.call(HttpMethod.GET, audit + path, Map.of(), null);
  }

  private Uni<Response> post(String path, @Nullable String key, String json) {
    return passage.call(
        HttpMethod.POST, audit + path, key == null ? Map.of() : Map.of(KEY, key), json);
  }
}
