package fr.vigie.lockout.officers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeAnswer.Refused;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.FreezeRefusal;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.freezes.Target;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Freezes: the list, each one's history, and freezing.
@Path("/v1/freezes")
@RolesAllowed(FreezeResource.OFFICER)
class FreezeResource {

  static final String OFFICER = "security-officer";
  static final String KEY = "Idempotency-Key";

  private final Freezes freezes;
  private final ListedFreezes listed;
  private final Asking asking;

  FreezeResource(Freezes freezes, ListedFreezes listed, Asking asking) {
    this.freezes = freezes;
    this.listed = listed;
    this.asking = asking;
  }

  /// @param evidence references of events that led to it
  record FreezeRequest(
      @Nullable String scope,
      @Nullable String target,
      @Nullable String cause,
      @Nullable List<String> evidence) {}

  /// @param freeze reference of the freeze
  record FrozenAnswer(String freeze) {}

  /// A page of the list.
  record FreezesAnswer(List<ListedFreezes.Listed> freezes, @Nullable String next) {}

  /// One freeze, from its events.
  ///
  /// @param proposedBy the officer whose thaw is proposed; null where none is
  record History(
      String freeze,
      String scope,
      String target,
      @Nullable String proposedBy,
      List<Happened> events) {}

  /// @param event as it is stored
  record Happened(UUID id, long position, String type, Instant time, @JsonRawValue String event) {
    static Happened of(StoredEvent stored) {
      return new Happened(
          stored.id(), stored.position(), stored.type(), stored.time(), stored.json());
    }
  }

  @GET
  public Uni<FreezesAnswer> list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("scope") @Nullable String scope,
      @QueryParam("target") @Nullable String target,
      @QueryParam("cursor") @Nullable String cursor) {
    var wanted = FreezeFields.state(state);
    var of = scope == null && target == null ? null : FreezeFields.target(scope, target);
    var before = FreezeFields.cursor(cursor);
    return asking
        .noted("freezes", of == null ? "freezes" : of.reference())
        .flatMap(_ -> listed.freezes(wanted, of, before))
        .map(page -> new FreezesAnswer(page.items(), page.next()));
  }

  @POST
  public Uni<Response> freeze(
      @HeaderParam(KEY) @Nullable String key, @Nullable FreezeRequest request) {
    var body = FreezeFields.body(request);
    var person = asking.person();
    var command =
        new Freeze(
            FreezeFields.target(body.scope(), body.target()),
            Asking.request(person, key),
            FreezeFields.cause(body.cause()),
            FreezeFields.evidence(body.evidence()),
            person.actor(),
            UUID.randomUUID().toString());
    return freezes
        .handle(command, person.attributes())
        .map(answer ->
            switch (answer) {
              case Done(var freeze) ->
                  Response.created(URI.create("/v1/freezes/" + freeze))
                      .entity(new FrozenAnswer(freeze))
                      .build();
              case Refused(var why) -> throw FreezeProblems.of(why);
              case Held() -> throw new IllegalStateException("officers' freezes are never held");
            });
  }

  @GET
  @Path("/{freeze}")
  public Uni<History> history(@PathParam("freeze") String freeze) {
    if (!FreezeFields.isFreeze(freeze)) {
      throw FreezeProblems.of(FreezeRefusal.NOT_FROZEN);
    }
    return asking
        .noted("freeze", freeze)
        .flatMap(_ -> freezes.find(freeze))
        .map(found ->
            found
                .map(of -> history(freeze, of))
                .orElseThrow(() -> FreezeProblems.of(FreezeRefusal.NOT_FROZEN)));
  }

  private static History history(String freeze, Freezes.Found found) {
    Target target = found.target();
    return new History(
        freeze,
        target.scope().word(),
        target.reference(),
        found.proposer().orElse(null),
        found.history().stream().map(Happened::of).toList());
  }
}
