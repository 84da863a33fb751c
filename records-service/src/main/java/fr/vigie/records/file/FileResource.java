package fr.vigie.records.file;

import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.file.FileCommand.CloseAppointment;
import fr.vigie.records.file.FileCommand.EndRegistration;
import fr.vigie.records.file.FileCommand.MakeAppointment;
import fr.vigie.records.file.FileCommand.Replace;
import fr.vigie.records.file.FileCommand.WriteNote;
import fr.vigie.records.jobseeker.Appointment;
import fr.vigie.records.jobseeker.FileFields;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an advisor writes into a file. The answer is a receipt, and nothing of the file.
@Path("/v1/records/{ref}")
@RolesAllowed("advisor")
@Consumes(MediaType.APPLICATION_JSON)
class FileResource {

  /// @param entry the appointment or note; null where the change is of a class
  /// @param receipt id of the event; null where the same request was answered before
  record Answer(@Nullable String entry, @Nullable UUID receipt) {}

  private static final URI RECORDS = URI.create("/v1/records");
  private static final LocalDate FIRST_REGISTRATION = LocalDate.of(1967, 7, 13);

  private final FileChanges files;
  private final References references;
  private final Callers callers;
  private final Clock clock;

  FileResource(FileChanges files, References references, Callers callers, Clock clock) {
    this.files = files;
    this.references = references;
    this.callers = callers;
    this.clock = clock;
  }

  @PUT
  @Path("/file/{part}")
  public Uni<Answer> replace(
      @PathParam("ref") String ref, @PathParam("part") String word, byte @Nullable [] body) {
    var part = Part.of(word).orElseThrow(FileResource::noSuchPart);
    var content = StrictJson.read(body, from -> part.read(from, new FileFields(today())));
    return change(new Replace(asker(), person(ref), part), content, null);
  }

  @POST
  @Path("/appointments")
  public Uni<Answer> meet(
      @PathParam("ref") String ref,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte @Nullable [] body) {
    var content = StrictJson.read(body, new FileFields(today())::appointment);
    var asker = asker();
    var person = person(ref);
    var entry = EntryIds.of(asker.account(), person, key);
    return change(new MakeAppointment(asker, person, entry), content, entry);
  }

  @PUT
  @Path("/appointments/{entry}")
  public Uni<Answer> met(
      @PathParam("ref") String ref, @PathParam("entry") String which, byte @Nullable [] body) {
    var content =
        StrictJson.read(
            body, from -> new Appointment.Closing(from.text("outcome", Rule.APPOINTMENT_OUTCOME)));
    var entry = EntryIds.parse(which);
    if (entry == null) {
      throw noSuchEntry();
    }
    return change(new CloseAppointment(asker(), person(ref), entry), content, entry);
  }

  @POST
  @Path("/notes")
  public Uni<Answer> write(
      @PathParam("ref") String ref,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      byte @Nullable [] body) {
    var content = StrictJson.read(body, new FileFields(today())::note);
    var asker = asker();
    var person = person(ref);
    var entry = EntryIds.of(asker.account(), person, key);
    return change(new WriteNote(asker, person, entry), content, entry);
  }

  @POST
  @Path("/registration/end")
  public Uni<Answer> end(@PathParam("ref") String ref, byte @Nullable [] body) {
    var on = StrictJson.read(body, from -> from.date("on", FIRST_REGISTRATION, today()));
    return change(new EndRegistration(asker(), person(ref), on), on, null);
  }

  private Asker asker() {
    return Asker.of(callers.current(), clock.instant());
  }

  private @Nullable UUID person(String ref) {
    return references.read(ref, callers.current().account()).own();
  }

  private Uni<Answer> change(FileCommand command, Object content, @Nullable UUID entry) {
    return files
        .change(command, content, callers.current().attributes())
        .map(changed ->
            switch (changed.answer()) {
              case FileAnswer.Done _ ->
                  new Answer(
                      entry == null ? null : entry.toString(),
                      changed.receipt() == null ? null : changed.receipt().id());
              case FileAnswer.Refused(var reason) -> throw refusal(reason);
            });
  }

  private LocalDate today() {
    return ParisTime.day(clock.instant());
  }

  // Nobody and not yours read the same, to the byte.
  private static RuntimeException refusal(FileRefusal reason) {
    return switch (reason) {
      case NO_SUCH_PERSON, NO_RELATION ->
          Problems.builder(
                  404,
                  "no-such-record",
                  "There is no such record",
                  "No record with this reference is open to you.")
              .withInstance(RECORDS)
              .build();
      case NOT_YOURS_TO_WRITE ->
          Problems.of(
              403,
              "not-yours-to-write",
              "This is not yours to write",
              "What opens this record to you does not let you write this. Turn to the advisor who"
                  + " follows the person.");
      case ACCOUNT_FROZEN ->
          Problems.of(
              403,
              "account-frozen",
              "This account may not act",
              "The account, its session or its organisation is frozen. Turn to a security officer.");
      case REGISTRATION_ENDED ->
          Problems.of(
              409,
              "registration-ended",
              "The registration is over",
              "A file whose registration has ended changes no more. Register the person again.");
      case NO_SUCH_ENTRY -> noSuchEntry();
      case ENTRY_CLOSED ->
          Problems.of(
              409,
              "appointment-closed",
              "It was said already how this appointment went",
              "Make a new appointment, or write a note.");
    };
  }

  private static RuntimeException noSuchEntry() {
    return Problems.of(
        404, "no-such-entry", "There is no such entry", "The file has no entry of this reference.");
  }

  private static RuntimeException noSuchPart() {
    return Problems.of(
        404,
        "no-such-part",
        "A file has no such part to write",
        "Write one of: identity, contact, situation, path, contract.");
  }
}
