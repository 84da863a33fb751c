package fr.vigie.audit.log;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;

/// Where the log ends, and what is missing in it.
@Path("/v1/log")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class LogResource {

  private final Log log;
  private final Gaps gaps;

  LogResource(Log log, Gaps gaps) {
    this.log = log;
    this.gaps = gaps;
  }

  /// The sources, and the holes in their positions.
  record GapList(List<Gaps.Source> sources) {}

  /// Whoever writes this down away from here can prove later that the log only grew.
  @GET
  @Path("/head")
  public Log.End head() throws SQLException {
    return log.end();
  }

  @GET
  @Path("/gaps")
  public GapList gaps() throws SQLException {
    return new GapList(gaps.list());
  }
}
