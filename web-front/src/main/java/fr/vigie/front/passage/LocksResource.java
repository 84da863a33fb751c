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

/// A security officer's look at locks, and unlocking, on to lockout-service.
@Path("/api/locks")
public class LocksResource {

  private static final String KEY = "Idempotency-Key";
  private static final String LOCK = "/{account: [A-Za-z0-9_-]{16,128}}";

  private final Passage passage;
  private final String locks;

  LocksResource(Passage passage, PassageSettings settings) {
    this.passage = passage;
    this.locks = settings.lockout() + "/v1/locks";
  }

  @GET
  public Uni<Response> list(@Context UriInfo asked) {
    return passage.call(HttpMethod.GET, locks + Query.of(asked, "cursor"), Map.of(), null);
  }

  @POST
  @Path("/look-up")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> lookUp(String json) {
    return passage.call(HttpMethod.POST, locks + "/look-up", Map.of(), json);
  }

  @GET
  @Path(LOCK)
  public Uni<Response> one(@PathParam("account") String account) {
    return passage.call(HttpMethod.GET, locks + "/" + account, Map.of(), null);
  }

  @POST
  @Path(LOCK + "/{deed: clearing|extension|device-revocation}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> handle(
      @PathParam("account") String account,
      @PathParam("deed") String deed,
      @HeaderParam(KEY) @Nullable String key,
      String json) {
    return passage.call(
        HttpMethod.POST,
        locks + "/" + account + "/" + deed,
        key == null ? Map.of() : Map.of(KEY, key),
        json);
  }
}
