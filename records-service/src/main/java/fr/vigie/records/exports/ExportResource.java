package fr.vigie.records.exports;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.disclosure.RefusalProblems;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Exports for services: ordered, agreed to, made. None of it is for advisors.
@Path("/v1/exports")
class ExportResource {

  record Ordered(UUID order) {}

  /// What is ordered, for whoever is to agree.
  record Order(String recipient, List<String> persons, String by) {
    Order {
      persons = List.copyOf(persons);
    }
  }

  record Exported(List<Exports.Made.One> files) {
    Exported {
      files = List.copyOf(files);
    }
  }

  private record Wanted(String recipient, List<UUID> persons) {}

  private record Making(UUID order, UUID approval) {}

  // What one account may be shown in a day: more than that no approval opens.
  private static final int MOST_PERSONS = 200;

  private final Exports exports;
  private final Callers callers;
  private final Clock clock;

  ExportResource(Exports exports, Callers callers, Clock clock) {
    this.exports = exports;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  @Path("/orders")
  @RolesAllowed("privacy-officer")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Ordered> order(byte @Nullable [] body) {
    var wanted =
        StrictJson.read(
            body,
            from ->
                new Wanted(
                    from.text("recipient", Rule.RECIPIENT), from.uuids("persons", MOST_PERSONS)));
    return exports.order(callers.current(), wanted.recipient(), wanted.persons()).map(Ordered::new);
  }

  @GET
  @Path("/orders/{order: [0-9a-f-]{36}}")
  @RolesAllowed({"manager", "privacy-officer"})
  public Uni<Order> ordered(@PathParam("order") UUID order) {
    return exports
        .show(callers.current(), order)
        .map(found ->
            found
                .map(is -> new Order(is.recipient(), is.persons(), is.by()))
                .orElseThrow(ExportResource::noSuchOrder));
  }

  @POST
  @RolesAllowed("privacy-officer")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Exported> make(byte @Nullable [] body) {
    var caller = callers.current();
    StepUp.require(caller, clock.instant());
    var making =
        StrictJson.read(body, from -> new Making(from.uuid("order"), from.uuid("approval")));
    return exports
        .make(caller, making.order(), making.approval())
        .map(made ->
            switch (made) {
              case Exports.Made.All(var files) -> new Exported(files);
              case Exports.Made.NoSuchOrder _ -> throw noSuchOrder();
              case Exports.Made.NotApproved _ ->
                  throw Problems.of(
                      403,
                      "not-approved",
                      "This is not approved",
                      "It takes the approval of two others (matter export, subject the order),"
                          + " asked for by you, not older than a day and not used yet.");
              case Exports.Made.Refused(var reason) -> throw RefusalProblems.of(reason);
            });
  }

  private static RuntimeException noSuchOrder() {
    return Problems.of(
        404, "no-such-order", "There is no such order", "Nothing of this reference is ordered.");
  }
}
