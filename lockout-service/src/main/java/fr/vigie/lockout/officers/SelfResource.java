package fr.vigie.lockout.officers;

import fr.vigie.lockout.freezes.Cause;
import fr.vigie.lockout.freezes.FreezeAnswer.Done;
import fr.vigie.lockout.freezes.FreezeAnswer.Held;
import fr.vigie.lockout.freezes.FreezeAnswer.Refused;
import fr.vigie.lockout.freezes.FreezeCommand.Freeze;
import fr.vigie.lockout.freezes.Freezes;
import fr.vigie.lockout.freezes.Target;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whoever has signed in may stop their own account: a badge on a train, a phone in other hands. It
/// ends like any freeze, by two officers.
@Path("/v1/self")
@RolesAllowed({
  "advisor",
  "manager",
  "privacy-officer",
  "security-officer",
  "auditor",
  "account-admin",
  "desk"
})
class SelfResource {

  private final Freezes freezes;
  private final Asking asking;

  SelfResource(Freezes freezes, Asking asking) {
    this.freezes = freezes;
    this.asking = asking;
  }

  @POST
  @Path("/freeze")
  public Uni<FreezeResource.FrozenAnswer> freeze(
      @HeaderParam(FreezeResource.KEY) @Nullable String key) {
    var person = asking.person();
    var command =
        new Freeze(
            Target.account(person.actor().account()),
            Asking.request(person, key),
            Cause.OWN_REQUEST,
            List.of(),
            person.actor(),
            UUID.randomUUID().toString());
    return freezes
        .handle(command, person.attributes())
        .map(answer ->
            switch (answer) {
              case Done(var freeze) -> new FreezeResource.FrozenAnswer(freeze);
              case Refused(var why) -> throw FreezeProblems.of(why);
              case Held() -> throw new IllegalStateException("one's own freeze is never held");
            });
  }
}
