package fr.vigie.records.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.vigie.kit.Caller;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.records.disclosure.Disclosures.Opened;
import fr.vigie.records.disclosure.OpenRecord.Part;
import fr.vigie.records.fields.FieldProblem;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.FileHistory.Change;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.Note;
import fr.vigie.records.jobseeker.WholeFile;
import fr.vigie.records.jobseeker.WholeFile.Meeting;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file with its past, for whoever goes the way with the person: as it is, or as it was at the
/// end of a day.
@Path("/v1/records/{ref}/history")
@RolesAllowed("advisor")
class HistoryResource {

  /// @param ref the person's, for the caller and nobody else
  /// @param receipt id of the event that says what is shown here
  /// @param basis the relation that allowed it
  /// @param fieldClasses names of the classes that may be below; one nothing was written of by then
  ///   is absent
  /// @param appointments the newest, the oldest of them first; `notes` and `changes` likewise
  /// @param changes what was done to the file, without what it said before
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String ref,
      UUID receipt,
      String basis,
      List<String> fieldClasses,
      JobSeeker.@Nullable Identity identity,
      JobSeeker.@Nullable Contact contact,
      JobSeeker.@Nullable Situation situation,
      JobSeeker.@Nullable Path path,
      JobSeeker.@Nullable Contract contract,
      List<Meeting> appointments,
      List<Note> notes,
      List<Change> changes) {}

  private static final LocalDate FIRST = LocalDate.of(1967, 7, 13);

  private final Asking asking;
  private final Disclosures disclosures;
  private final Clock clock;

  HistoryResource(Asking asking, Disclosures disclosures, Clock clock) {
    this.asking = asking;
    this.disclosures = disclosures;
    this.clock = clock;
  }

  /// The file and its past.
  ///
  /// @param on a day, as in 2026-11-22: the file as it was at its end, in Paris
  @GET
  public Uni<Answer> history(@BeanParam Question question, @QueryParam("on") @Nullable String on) {
    var until = on == null ? Optional.of(Instant.MAX) : end(on);
    return until
        .map(instant ->
            asking.asked(
                question,
                Part.HISTORY,
                (command, attributes) -> disclosures.history(command, instant, attributes),
                this::answer))
        .orElseThrow(() -> noSuchDay());
  }

  private Optional<Instant> end(String on) {
    try {
      var day = LocalDate.parse(on);
      return day.isBefore(FIRST) || day.isAfter(today())
          ? Optional.empty()
          : Optional.of(ParisTime.start(day.plusDays(1)).minusNanos(1));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private LocalDate today() {
    return ParisTime.day(clock.instant());
  }

  private Answer answer(Opened.Shown<WholeFile> opened, Caller caller) {
    var verdict = opened.verdict();
    var file = opened.shown();
    return new Answer(
        asking.ref(opened, caller),
        opened.receipt().id(),
        verdict.basis(),
        verdict.classes().stream().map(FieldClass::word).toList(),
        file.identity(),
        file.contact(),
        file.situation(),
        file.path(),
        file.contract(),
        file.appointments(),
        file.notes(),
        file.changes());
  }

  private RuntimeException noSuchDay() {
    return Problems.builder(
            400,
            "invalid-fields",
            "Some fields are not what they must be",
            "Correct the day and ask again. Corrigez la date et redemandez.")
        .with(
            "problems",
            List.of(
                new FieldProblem(
                    "on",
                    "must be a date from %s to %s, as in 2026-11-22".formatted(FIRST, today()),
                    "doit être une date du %s au %s, comme 2026-11-22".formatted(FIRST, today()))))
        .build();
  }
}
