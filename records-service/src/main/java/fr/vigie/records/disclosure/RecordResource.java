package fr.vigie.records.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.disclosure.OpenRecord.Part;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One record, with the receipt of its disclosure; and what of it is shown apart.
@Path("/v1/records/{ref}")
@RolesAllowed("advisor")
class RecordResource {

  /// @param ref the person's, for the caller and nobody else
  /// @param receipt id of the event that says what is shown here
  /// @param basis the relation that allowed it
  /// @param fieldClasses names of the classes below; a class that is not for the caller is absent
  /// @param revealable classes that are shown apart, on fresh factors and a reason: of these a mask
  ///   can be drawn, and not a digit is here (R26)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String ref,
      UUID receipt,
      String basis,
      Exposure exposure,
      List<String> fieldClasses,
      List<String> revealable,
      JobSeeker.@Nullable Identity identity,
      JobSeeker.@Nullable Contact contact,
      JobSeeker.@Nullable Situation situation,
      JobSeeker.@Nullable Path path) {}

  record Exposure(int disclosed, int budget) {}

  /// The number of the register of persons, in full.
  record NirAnswer(String ref, UUID receipt, String nir) {
    @Override
    public String toString() {
      return "NirAnswer[******]";
    }
  }

  record DisabilityAnswer(String ref, UUID receipt, JobSeeker.Disability disability) {}

  private final Disclosures disclosures;
  private final References references;
  private final ExposurePolicy policy;
  private final Callers callers;
  private final Clock clock;

  RecordResource(
      Disclosures disclosures,
      References references,
      ExposurePolicy policy,
      Callers callers,
      Clock clock) {
    this.disclosures = disclosures;
    this.references = references;
    this.policy = policy;
    this.callers = callers;
    this.clock = clock;
  }

  @GET
  public Uni<Answer> open(
      @PathParam("ref") String ref,
      @HeaderParam("Vigie-Purpose") @Nullable String purpose,
      @HeaderParam("Vigie-Reason") @Nullable String reason) {
    return asked(
        new Wanted(ref, Part.FILE, purpose, reason),
        (command, caller) ->
            disclosures
                .open(command, caller.attributes())
                .map(opened -> shown(opened, is -> file(is, caller))));
  }

  @GET
  @Path("/nir")
  public Uni<NirAnswer> nir(
      @PathParam("ref") String ref,
      @HeaderParam("Vigie-Purpose") @Nullable String purpose,
      @HeaderParam("Vigie-Reason") @Nullable String reason) {
    return asked(
        new Wanted(ref, Part.NIR, purpose, reason),
        (command, caller) ->
            disclosures
                .nir(command, caller.attributes())
                .map(opened ->
                    shown(
                        opened,
                        is -> new NirAnswer(ref(is, caller), is.receipt().id(), is.shown()))));
  }

  @GET
  @Path("/disability")
  public Uni<DisabilityAnswer> disability(
      @PathParam("ref") String ref,
      @HeaderParam("Vigie-Purpose") @Nullable String purpose,
      @HeaderParam("Vigie-Reason") @Nullable String reason) {
    return asked(
        new Wanted(ref, Part.DISABILITY, purpose, reason),
        (command, caller) ->
            disclosures
                .disability(command, caller.attributes())
                .map(opened ->
                    shown(
                        opened,
                        is ->
                            new DisabilityAnswer(
                                ref(is, caller),
                                is.receipt().id(),
                                is.shown()
                                    .orElseThrow(() -> RefusalProblems.of(Refusal.NOT_FOR_YOU))))));
  }

  /// A request, as it came.
  private record Wanted(String ref, Part part, @Nullable String purpose, @Nullable String reason) {}

  private interface Ask<T> {
    Uni<T> of(OpenRecord command, Caller caller);
  }

  private <T> Uni<T> asked(Wanted wanted, Ask<T> ask) {
    var caller = callers.current();
    var purpose = Optional.ofNullable(wanted.purpose()).flatMap(Purpose::of);
    var reason = Optional.ofNullable(wanted.reason()).flatMap(Reason::of);
    if (purpose.isEmpty()) {
      return refused(caller, "unknown-purpose", purposes());
    }
    if (wanted.reason() != null && reason.isEmpty()) {
      return refused(caller, "unknown-reason", RefusalProblems.of(Refusal.REASON_NEEDED));
    }
    return ask.of(
        new OpenRecord(
            Asker.of(caller, clock.instant()),
            references.read(wanted.ref(), caller.account()),
            wanted.part(),
            purpose.get(),
            reason.orElse(null)),
        caller);
  }

  private <T> Uni<T> refused(Caller caller, String why, RuntimeException problem) {
    return disclosures
        .refused(caller.account(), "read", why, caller.attributes())
        .flatMap(_ -> Uni.createFrom().failure(problem));
  }

  private static <S, T> T shown(
      Disclosures.Opened<S> opened, Function<Disclosures.Opened.Shown<S>, T> answer) {
    return switch (opened) {
      case Disclosures.Opened.Shown<S> shown -> answer.apply(shown);
      case Disclosures.Opened.Refused<S>(var reason) -> throw RefusalProblems.of(reason);
    };
  }

  private String ref(Disclosures.Opened.Shown<?> opened, Caller caller) {
    return references.of(opened.verdict().person(), caller.account());
  }

  private Answer file(Disclosures.Opened.Shown<Files.Shown> opened, Caller caller) {
    var verdict = opened.verdict();
    var file = opened.shown();
    return new Answer(
        ref(opened, caller),
        opened.receipt().id(),
        verdict.basis(),
        new Exposure(verdict.disclosed(), policy.personsPerDay()),
        verdict.classes().stream().map(FieldClass::word).toList(),
        verdict.revealable().stream().map(FieldClass::word).toList(),
        file.identity(),
        file.contact(),
        file.situation(),
        file.path());
  }

  private static RuntimeException purposes() {
    return Problems.of(
        400,
        "unknown-purpose",
        "The purpose is missing or unknown",
        "Send the header Vigie-Purpose with one of: " + Purpose.words() + ".");
  }
}
