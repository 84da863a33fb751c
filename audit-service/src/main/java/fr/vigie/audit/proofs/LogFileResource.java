package fr.vigie.audit.proofs;

import fr.vigie.kit.Callers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;

/// The log at `/log`, for any client of C2SP tlog-tiles.
///
/// Checkpoint and tiles are hashes and open to all. Entries say who read about whom, by reference:
/// they are for those who watch, and their reading is watched.
@Path("/log")
@RunOnVirtualThread
class LogFileResource {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String A_MOMENT = "public, max-age=1";
  private static final String NOT_AT_ALL = "no-store";

  private final LogFiles files;
  private final EntryReads reads;
  private final Callers callers;

  LogFileResource(LogFiles files, EntryReads reads, Callers callers) {
    this.files = files;
    this.reads = reads;
    this.callers = callers;
  }

  @GET
  @Path("/checkpoint")
  @PermitAll
  public Response checkpoint() throws SQLException {
    return answer(files.checkpoint(), "text/plain; charset=utf-8", A_MOMENT);
  }

  @GET
  @Path("/tile/entries/{path: .+}")
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Response entries(@PathParam("path") String path) throws SQLException {
    var named = LogPath.read("entries/" + path);
    if (named.isEmpty()) {
      return none();
    }
    reads.writeDown(callers.current());
    return answer(files.entries(named.get()), MediaType.APPLICATION_OCTET_STREAM, NOT_AT_ALL);
  }

  @GET
  @Path("/tile/{path: [0-9]+/.+}")
  @PermitAll
  public Response tile(@PathParam("path") String path) throws SQLException {
    var named = LogPath.read(path);
    return named.isEmpty()
        ? none()
        : answer(files.tile(named.get()), MediaType.APPLICATION_OCTET_STREAM, FOR_EVER);
  }

  private static Response answer(Optional<?> file, String type, String caching) {
    return file.map(found ->
            Response.ok(found)
                .header("Content-Type", type)
                .header("Cache-Control", caching)
                .build())
        .orElseGet(LogFileResource::none);
  }

  private static Response none() {
    return Response.status(404).header("Cache-Control", NOT_AT_ALL).build();
  }
}
