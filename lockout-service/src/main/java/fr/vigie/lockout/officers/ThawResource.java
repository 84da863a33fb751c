package fr.vigie.lockout.officers;

import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeAnswer.Refused;
import fr.vigie.lockout.freezes.FreezeCommand;
import fr.vigie.lockout.freezes.FreezeCommand.ApproveThaw;
import fr.vigie.lockout.freezes.FreezeCommand.DeclineThaw;
import fr.vigie.lockout.freezes.FreezeCommand.ProposeThaw;
import fr.vigie.lockout.freezes.FreezeRefusal;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.officers.Asking.Person;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The two steps that end a freeze, and the step back.
@Path("/v1/freezes/{freeze}/thaw")
@RolesAllowed(FreezeResource.OFFICER)
class ThawResource {

  private final Freezes freezes;
  private final Asking asking;

  ThawResource(Freezes freezes, Asking asking) {
    this.freezes = freezes;
    this.asking = asking;
  }

  /// @param reason a word, as the problem says that names this field
  record ThawRequest(@Nullable String reason) {}

  /// @param state of the freeze now
  record ThawAnswer(String freeze, String state) {}

  @POST
  public Uni<ThawAnswer> propose(
      @PathParam("freeze") String freeze,
      @HeaderParam(FreezeResource.KEY) @Nullable String key,
      @Nullable ThawRequest request) {
    var reason = FreezeFields.reason(FreezeFields.body(request).reason());
    var person = asking.person();
    var known = Asking.request(person, key);
    return decide(
        freeze,
        "propose-thaw",
        "thaw-proposed",
        person,
        found -> new ProposeThaw(found.target(), freeze, known, reason, person.actor()));
  }

  @POST
  @Path("/approval")
  public Uni<ThawAnswer> approve(
      @PathParam("freeze") String freeze, @HeaderParam(FreezeResource.KEY) @Nullable String key) {
    var person = asking.person();
    var known = Asking.request(person, key);
    return decide(
        freeze,
        "approve-thaw",
        "thawed",
        person,
        found ->
            new ApproveThaw(
                found.target(), freeze, known, found.proposer().orElse(""), person.actor()));
  }

  @POST
  @Path("/refusal")
  public Uni<ThawAnswer> decline(
      @PathParam("freeze") String freeze, @HeaderParam(FreezeResource.KEY) @Nullable String key) {
    var person = asking.person();
    var known = Asking.request(person, key);
    return decide(
        freeze,
        "decline-thaw",
        "frozen",
        person,
        found -> new DeclineThaw(found.target(), freeze, known, person.actor()));
  }

  private Uni<ThawAnswer> decide(
      String freeze,
      String asked,
      String state,
      Person person,
      Function<Freezes.Found, FreezeCommand> command) {
    if (!FreezeFields.isFreeze(freeze)) {
      throw FreezeProblems.of(FreezeRefusal.NOT_FROZEN);
    }
    return freezes
        .find(freeze)
        .flatMap(found ->
            found
                .map(of -> freezes.handle(command.apply(of), person.attributes()))
                .orElseGet(() ->
                    freezes
                        .noteUnknown(freeze, asked, person.actor(), person.attributes())
                        .map(_ -> new Refused(FreezeRefusal.NOT_FROZEN))))
        .map(answer ->
            switch (answer) {
              case Done(var of) -> new ThawAnswer(of, state);
              case Refused(var why) -> throw FreezeProblems.of(why);
              case Held() -> throw new IllegalStateException("a thaw is never held");
            });
  }
}
