package fr.vigie.audit.retention;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Legal holds over HTTP.
@Path("/v1/log/holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"privacy-officer", "security-officer"})
@RunOnVirtualThread
class HoldResource {

  // A case number, not a story: what is written here is an event for ever.
  private static final Pattern REASON = Pattern.compile("[\\p{L}\\p{N} ./:_-]{3,100}");

  private final Holds holds;
  private final Callers callers;

  HoldResource(Holds holds, Callers callers) {
    this.holds = holds;
    this.callers = callers;
  }

  /// @param reason a case number
  record Wish(@Nullable String reason) {}

  /// A hold that is open.
  record Open(String hold, String by, String reason) {}

  /// Those that are open, the oldest first.
  record Listed(List<Open> holds) {
    Listed {
      holds = List.copyOf(holds);
    }
  }

  @GET
  @RolesAllowed({"auditor", "privacy-officer", "security-officer"})
  public Listed list() {
    return new Listed(
        holds.open().holds().stream()
            .map(open -> new Open(open.hold(), open.by(), open.reason()))
            .toList());
  }

  @POST
  public Response place(@Nullable Wish wish) {
    var reason = reason(wish);
    var caller = callers.current();
    var hold = holds.place(caller, reason);
    return Response.status(201).entity(new Open(hold, caller.account(), reason)).build();
  }

  @POST
  @Path("/{hold}/lift")
  public Response lift(@PathParam("hold") String hold, @Nullable Wish wish) {
    return switch (holds.lift(callers.current(), hold, reason(wish))) {
      case LIFTED -> Response.noContent().build();
      case NOT_OPEN ->
          throw Problems.of(
              404,
              "no-such-hold",
              "There is no such hold",
              "/v1/log/holds lists those that are open.");
      case BY_WHO_PLACED_IT ->
          throw Problems.of(
              403,
              "hold-is-yours",
              "Who placed a hold does not lift it",
              "Ask another privacy or security officer.");
    };
  }

  private static String reason(@Nullable Wish wish) {
    var reason = wish == null || wish.reason() == null ? "" : wish.reason().strip();
    if (!REASON.matcher(reason).matches()) {
      throw Problems.of(
          400,
          "reason-missing",
          "A hold has a reason",
          "Give `reason`: a case number of 3 to 100 letters, digits, blanks and . / : _ -, never a"
              + " person's name.");
    }
    return reason;
  }
}
