package fr.vigie.lockout.officers;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.freezes.Freezes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stops detectors that freeze too much, and what it held.
@Path("/v1/freeze-breaker")
@RolesAllowed(FreezeResource.OFFICER)
class BreakerResource {

  private final Freezes freezes;
  private final ListedFreezes listed;
  private final Asking asking;

  BreakerResource(Freezes freezes, ListedFreezes listed, Asking asking) {
    this.freezes = freezes;
    this.listed = listed;
    this.asking = asking;
  }

  /// @param openSince since when detectors freeze nothing by themselves; null where they do
  /// @param frozen how many they froze within the last minute
  record BreakerAnswer(@Nullable Instant openSince, int frozen, int limit) {}

  /// A page of what was held.
  record HeldAnswer(List<ListedFreezes.Held> held, @Nullable String next) {}

  @GET
  public Uni<BreakerAnswer> breaker() {
    return asking
        .noted("freeze-breaker", "freeze-breaker")
        .flatMap(_ -> freezes.detectors())
        .map(BreakerResource::answer);
  }

  @GET
  @Path("/held")
  public Uni<HeldAnswer> held(@QueryParam("cursor") @Nullable String cursor) {
    var before = FreezeFields.cursor(cursor);
    return asking
        .noted("held-freezes", "held-freezes")
        .flatMap(_ -> listed.held(before))
        .map(page -> new HeldAnswer(page.items(), page.next()));
  }

  /// Asked twice, the second finds it closed: that is its idempotency.
  @POST
  @Path("/closing")
  public Uni<BreakerAnswer> close() {
    var person = asking.person();
    return freezes
        .closeBreaker(person.actor(), person.attributes())
        .flatMap(closed -> {
          if (!closed) {
            throw Problems.of(
                409, "breaker-closed", "The breaker is closed", "Detectors freeze already.");
          }
          return freezes.detectors();
        })
        .map(BreakerResource::answer);
  }

  private static BreakerAnswer answer(Freezes.Detectors now) {
    return new BreakerAnswer(now.openSince().orElse(null), now.frozen(), now.limit());
  }
}
