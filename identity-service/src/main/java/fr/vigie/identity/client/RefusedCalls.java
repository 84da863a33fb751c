package fr.vigie.identity.client;

import fr.vigie.identity.platform.Trails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Has calls that were not their caller's to make leave events: of administrators, of other
/// services, of the directory.
@ApplicationScoped
class RefusedCalls {

  private final Refusals refusals;
  private final Trails trails;

  RefusedCalls(Refusals refusals, Trails trails) {
    this.refusals = refusals;
    this.trails = trails;
  }

  @ServerResponseFilter
  public Uni<Void> note(ContainerRequestContext request, ContainerResponseContext response) {
    var door = door(request.getUriInfo().getPath());
    return door.isPresent() && (response.getStatus() == 401 || response.getStatus() == 403)
        ? refusals.note(
            null,
            door.get(),
            response.getStatus() == 401 ? "not-authenticated" : "not-allowed",
            trails.current())
        : Uni.createFrom().voidItem();
  }

  private static Optional<String> door(String path) {
    var rest = path.startsWith("/") ? path.substring(1) : path;
    return rest.startsWith("admin/")
        ? Optional.of("admin")
        : rest.startsWith("scim/") ? Optional.of("scim") : Optional.empty();
  }
}
