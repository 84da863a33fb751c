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

/// A security officer's look at the numbers that bound guesses, and the two steps to others, on to
/// lockout-service.
@Path("/api/policy")
public class PolicyResource {

  private static final String KEY = "Idempotency-Key";

  private final Passage passage;
  private final String policy;

  PolicyResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.policy = settings.lockout() + "/v1/policy";
  }

  @GET
  public Uni<Response> inForce() {
    return passage.call(HttpMethod.GET, policy, Map.of(), null);
  }

  @GET
  @Path("/proposals")
  public Uni<Response> proposals(@Context UriInfo asked) {
    return passage.call(
        HttpMethod.GET, policy + "/proposals" + Query.of(asked, "cursor"), Map.of(), null);
  }

  @POST
  @Path("/proposals")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> propose(@HeaderParam(KEY) @Nullable String key, String json) {
    return post("/proposals", key == null ? Map.of() : Map.of(KEY, key), json);
  }

  @POST
  @Path("/proposals/{proposal: [0-9a-f-]{36}}/{step: approval|refusal}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> decide(
      @PathParam("proposal") String proposal, @PathParam("step") String step, String json) {
    return post("/proposals/" + proposal + "/" + step, Map.of(), json);
  }

  @POST
  @Path("/dry-runs")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> dryRun(String json) {
    return post("/dry-runs", Map.of(), json);
  }

  private Uni<Response> post(String path, Map<String, String> headers, String json) {
    return passage.call(HttpMethod.POST, policy + path, headers, json);
  }
}
