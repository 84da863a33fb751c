package fr.vigie.records.disclosure;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.References;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record, with the receipt of its disclosure.
@Path("/v1/records/{ref}")
@RolesAllowed("advisor")
class RecordResource {

  /// @param receipt id of the event that says what is shown here
  /// @param basis the relation that allowed it
  /// @param fieldClasses names of the classes below; a class that is not for the caller is absent
  record Answer(
      UUID ref,
      UUID receipt,
      String basis,
      Exposure exposure,
      List<String> fieldClasses,
      JobSeeker.Identity identity,
      JobSeeker.Contact contact,
      JobSeeker.Situation situation,
      JobSeeker.Path path) {}

  record Exposure(int disclosed, int budget) {}

  private static final URI RECORDS = URI.create("/v1/records");

  private final Disclosures disclosures;
  private final ExposurePolicy policy;
  private final Callers callers;

  RecordResource(Disclosures disclosures, ExposurePolicy policy, Callers callers) {
    this.disclosures = disclosures;
    this.policy = policy;
    this.callers = callers;
  }

  @GET
  public Uni<Answer> open(
      @PathParam("ref") String ref, @HeaderParam("Vigie-Purpose") @Nullable String purpose) {
    var caller = callers.current();
    var why = Optional.ofNullable(purpose).flatMap(Purpose::of).orElseThrow(RecordResource::why);
    var command = new OpenRecord(caller.account(), References.parse(ref), why);
    return disclosures
        .open(command, caller.attributes())
        .map(opened ->
            switch (opened) {
              case Disclosures.Opened.Shown shown -> answer(shown);
              case Disclosures.Opened.Refused(var reason) -> throw refusal(reason);
            });
  }

  private Answer answer(Disclosures.Opened.Shown shown) {
    var file = shown.file();
    return new Answer(
        shown.verdict().person(),
        shown.receipt().id(),
        shown.verdict().basis(),
        new Exposure(shown.verdict().disclosed(), policy.personsPerDay()),
        Disclosure.SHOWN_TO_ADVISORS.stream().map(FieldClass::word).toList(),
        file.identity(),
        file.contact(),
        file.situation(),
        file.path());
  }

  // Nobody and not yours read the same, to the byte: the reference asked for is not repeated.
  private static RuntimeException refusal(Refusal reason) {
    return switch (reason) {
      case NO_SUCH_PERSON, NO_RELATION ->
          Problems.builder(
                  404,
                  "no-such-record",
                  "There is no such record",
                  "No record with this reference is open to you.")
              .withInstance(RECORDS)
              .build();
      case BUDGET_EXHAUSTED ->
          Problems.of(
              429,
              "budget-exhausted",
              "The day's budget is used up",
              "No further person's record can be opened today. Those opened today stay open to"
                  + " you.");
    };
  }

  private static RuntimeException why() {
    return Problems.of(
        400,
        "unknown-purpose",
        "The purpose is missing or unknown",
        "Send the header Vigie-Purpose with one of: " + Purpose.words() + ".");
  }
}
