package fr.vigie.audit.replay;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;

/// Builds the view of the log anew, and says how far it is.
@Path("/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class ReplayResource {

  private final Replays replays;
  private final Callers callers;

  ReplayResource(Replays replays, Callers callers) {
    this.replays = replays;
    this.callers = callers;
  }

  /// The replays there were, the newest first.
  record Listed(List<Replay> replays) {
    Listed {
      replays = List.copyOf(replays);
    }
  }

  @POST
  @RolesAllowed("security-officer")
  public Response start() throws SQLException {
    var replay =
        replays
            .start(callers.current())
            .orElseThrow(() ->
                Problems.of(
                    409,
                    "replay-running",
                    "A replay runs already",
                    "One runs at a time: /v1/replays says how far it is."));
    return Response.accepted(replay).location(URI.create("/v1/replays/" + replay.replay())).build();
  }

  @GET
  public Listed list() throws SQLException {
    return new Listed(replays.list());
  }

  @GET
  @Path("/{replay}")
  public Replay show(@PathParam("replay") String replay) throws SQLException {
    return replays.list().stream()
        .filter(one -> one.replay().equals(replay))
        .findFirst()
        .orElseThrow(() ->
            Problems.of(
                404, "no-such-replay", "There is no such replay", "/v1/replays lists them."));
  }
}
