package fr.vigie.records.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.vigie.kit.Caller;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.disclosure.Disclosures.Opened;
import fr.vigie.records.disclosure.OpenRecord.Part;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.relations.Basis;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record, with the receipt of its disclosure; and what of it is shown apart.
@Path("/v1/records/{ref}")
@RolesAllowed("advisor")
class RecordResource {

  /// @param ref the person's, for the caller and nobody else
  /// @param receipt id of the event that says what is shown here
  /// @param basis the relation that allowed it
  /// @param fieldClasses names of the classes below; a class that is not for the caller is absent
  /// @param writable names of the classes the caller may write
  /// @param told names of the classes that the past tells the caller of; none where it is not for
  ///   the caller
  /// @param revealable classes that are shown apart, on fresh factors and a reason: of these a mask
  ///   can be drawn, and not a digit is here (R26)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String ref,
      UUID receipt,
      String basis,
      Exposure exposure,
      List<String> fieldClasses,
      List<String> writable,
      List<String> told,
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

  private final Asking asking;
  private final Disclosures disclosures;
  private final ExposurePolicy policy;

  RecordResource(Asking asking, Disclosures disclosures, ExposurePolicy policy) {
    this.asking = asking;
    this.disclosures = disclosures;
    this.policy = policy;
  }

  @GET
  public Uni<Answer> open(@BeanParam Question question) {
    return asking.asked(question, Part.FILE, disclosures::open, this::file);
  }

  @GET
  @Path("/nir")
  public Uni<NirAnswer> nir(@BeanParam Question question) {
    return asking.asked(
        question,
        Part.NIR,
        disclosures::nir,
        (is, caller) -> new NirAnswer(asking.ref(is, caller), is.receipt().id(), is.shown()));
  }

  @GET
  @Path("/disability")
  public Uni<DisabilityAnswer> disability(@BeanParam Question question) {
    return asking.asked(
        question,
        Part.DISABILITY,
        disclosures::disability,
        (is, caller) ->
            new DisabilityAnswer(
                asking.ref(is, caller),
                is.receipt().id(),
                is.shown().orElseThrow(() -> RefusalProblems.of(Refusal.NOT_FOR_YOU))));
  }

  private Answer file(Opened.Shown<Files.Shown> opened, Caller caller) {
    var verdict = opened.verdict();
    var basis = Basis.of(verdict.basis());
    var file = opened.shown();
    return new Answer(
        asking.ref(opened, caller),
        opened.receipt().id(),
        verdict.basis(),
        new Exposure(verdict.disclosed(), policy.personsPerDay()),
        words(verdict.classes()),
        words(basis.written()),
        words(basis.told()),
        words(verdict.revealable()),
        file.identity(),
        file.contact(),
        file.situation(),
        file.path());
  }

  private static List<String> words(List<FieldClass> classes) {
    return classes.stream().map(FieldClass::word).toList();
  }
}
