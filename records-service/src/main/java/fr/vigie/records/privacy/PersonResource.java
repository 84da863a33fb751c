package fr.vigie.records.privacy;

import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.approvals.Matter;
import fr.vigie.records.disclosure.RefusalProblems;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.jobseeker.WholeFile;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The privacy officer's doors: a copy of a file, as JSON or as a document, and erasure.
@Path("/v1/persons")
@RolesAllowed("privacy-officer")
@Consumes(MediaType.APPLICATION_JSON)
class PersonResource {

  /// @param receipt id of the event that says that the copy was made
  record Copied(UUID receipt, WholeFile file) {}

  record Erased(UUID person) {}

  private record Question(UUID person, @Nullable LocalDate on) {}

  private record Erasing(UUID person, UUID approval) {}

  private static final LocalDate FIRST = LocalDate.of(1967, 7, 13);

  private final Copies copies;
  private final ApprovedErasures erasures;
  private final Callers callers;
  private final Clock clock;

  PersonResource(Copies copies, ApprovedErasures erasures, Callers callers, Clock clock) {
    this.copies = copies;
    this.erasures = erasures;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  @Path("/copies")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Copied> copy(byte @Nullable [] body) {
    return made(body).map(file -> new Copied(file.receipt().id(), file.file()));
  }

  // Drawing pages is work for a worker thread, which is where the copy comes out.
  @POST
  @Path("/copies/document")
  @Produces("application/pdf")
  public Uni<byte[]> document(byte @Nullable [] body) {
    return made(body).map(file -> CopyDocument.of(file.file(), file.receipt().id()));
  }

  @POST
  @Path("/erasures")
  public Uni<Erased> erase(byte @Nullable [] body) {
    var caller = callers.current();
    StepUp.require(caller, clock.instant());
    var asked =
        StrictJson.read(body, from -> new Erasing(from.uuid("person"), from.uuid("approval")));
    return erasures
        .erase(asked.person(), asked.approval().toString(), caller)
        .map(erased -> {
          if (erased) {
            return new Erased(asked.person());
          }
          throw Problems.of(
              403,
              "not-approved",
              "This is not approved",
              "It takes the approval of two others (matter %s), for this person, asked for by you,"
                      .formatted(Matter.ERASE.word())
                  + " not older than a day and not used yet.");
        });
  }

  private Uni<Copies.Made.File> made(byte @Nullable [] body) {
    var caller = callers.current();
    StepUp.require(caller, clock.instant());
    var asked = StrictJson.read(body, this::question);
    return copies
        .make(caller, asked.person(), asked.on())
        .map(made ->
            switch (made) {
              case Copies.Made.File file -> file;
              case Copies.Made.Refused(var reason) -> throw RefusalProblems.of(reason);
            });
  }

  private Question question(FieldReader from) {
    var today = ParisTime.day(clock.instant());
    return new Question(from.uuid("person"), from.optionalDate("on", FIRST, today));
  }
}
