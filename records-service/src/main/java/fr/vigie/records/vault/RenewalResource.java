package fr.vigie.records.vault;

import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.jobseeker.FileFields;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who registers again: the service where people register says so, with a key of its own. No
/// advisor can, and the key of imports, which goes after a beginning, cannot either.
@Path("/v1/registrations")
@RolesAllowed("service:registration")
@Consumes(MediaType.APPLICATION_JSON)
class RenewalResource {

  record Answer(UUID person) {}

  private record Question(UUID person, Situation situation) {}

  private final Vaults vaults;
  private final Callers callers;
  private final Clock clock;

  RenewalResource(Vaults vaults, Callers callers, Clock clock) {
    this.vaults = vaults;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  public Uni<Answer> renew(byte @Nullable [] body) {
    var today = ParisTime.day(clock.instant());
    var question =
        StrictJson.read(
            body,
            from ->
                new Question(from.uuid("person"), new FileFields(today).situationThatLasts(from)));
    var attributes = callers.attributes();
    return vaults
        .renew(question.person(), question.situation(), attributes)
        .map(renewed -> {
          if (renewed) {
            return new Answer(question.person());
          }
          throw Problems.of(
              409,
              "nothing-to-renew",
              "There is no registration that has ended",
              "Either no file of this reference is kept, or its registration lasts.");
        });
  }
}
