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

/// A security officer's calls, and the one by which anybody stops their own account, on to
/// lockout-service.
@Path("/api")
public class FreezesResource {

  private static final String KEY = "Idempotency-Key";
  private static final String FREEZE = "/freezes/{freeze: [A-Za-z0-9-]{1,64}}";

  private final Passage passage;
  private final String lockout;

  FreezesResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.lockout = settings.lockout() + "/v1";
  }

  @GET
  @Path("/freezes")
  public Uni<Response> list(@Context UriInfo asked) {
    return get("/freezes" + Query.of(asked, "state", "scope", "target", "cursor"));
  }

  @GET
  @Path(FREEZE)
  public Uni<Response> history(@PathParam("freeze") String freeze) {
    return get("/freezes/" + freeze);
  }

  @POST
  @Path("/freezes")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> freeze(@HeaderParam(KEY) @Nullable String key, String json) {
    return post("/freezes", key, json);
  }

  @POST
  @Path(FREEZE + "/thaw")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> propose(
      @PathParam("freeze") String freeze, @HeaderParam(KEY) @Nullable String key, String json) {
    return post("/freezes/" + freeze + "/thaw", key, json);
  }

  @POST
  @Path(FREEZE + "/thaw/{step: approval|refusal}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> decide(
      @PathParam("freeze") String freeze,
      @PathParam("step") String step,
      @HeaderParam(KEY) @Nullable String key,
      String json) {
    return post("/freezes/" + freeze + "/thaw/" + step, key, json);
  }

  @GET
  @Path("/freeze-breaker")
  public Uni<Response> breaker() {
    return get("/freeze-breaker");
  }

  @GET
  @Path("/freeze-breaker/held")
  public Uni<Response> held(@Context UriInfo asked) {
    return get("/freeze-breaker/held" + Query.of(asked, "cursor"));
  }

  @POST
  @Path("/freeze-breaker/closing")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> closeBreaker(@HeaderParam(KEY) @Nullable String key, String json) {
    return post("/freeze-breaker/closing", key, json);
  }

  @POST
  @Path("/self/freeze")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> freezeOneself(@HeaderParam(KEY) @Nullable String key, String json) {
    return post("/self/freeze", key, json);
  }

  private Uni<Response> get(String path) {
    return passage.call(HttpMethod.GET, lockout + path, Map.of(), null);
  }

  private Uni<Response> post(String path, @Nullable String key, String json) {
    return passage.call(
        HttpMethod.POST, lockout + path, key == null ? Map.of() : Map.of(KEY, key), json);
  }
}
