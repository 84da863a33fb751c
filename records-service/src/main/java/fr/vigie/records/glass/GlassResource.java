package fr.vigie.records.glass;

import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.glass.GlassCommand.Review;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.terms.NumberTerm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Breaking the glass, and looking at who did.
@Path("/v1/glass")
class GlassResource {

  /// @param ref of the person: to be opened like any record
  record Answer(String grant, String ref, Instant until, int left) {}

  record Waiting(List<GlassQueue.Use> uses, UUID receipt) {}

  record Judged(String grant, String verdict) {}

  private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);
  private static final String MANAGER = "manager";
  private static final String OFFICER = "privacy-officer";

  private final Glasses glasses;
  private final GlassQueue queue;
  private final References references;
  private final Callers callers;
  private final Clock clock;

  GlassResource(
      Glasses glasses, GlassQueue queue, References references, Callers callers, Clock clock) {
    this.glasses = glasses;
    this.queue = queue;
    this.references = references;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  @RolesAllowed("advisor")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> breakGlass(byte @Nullable [] body) {
    var caller = callers.current();
    var wanted = StrictJson.read(body, this::wanted);
    return glasses
        .breakFor(Asker.of(caller, clock.instant()), wanted, caller.attributes())
        .map(answer ->
            switch (answer) {
              case GlassAnswer.Broken(var grant, var person, var until, var left) ->
                  new Answer(grant, references.of(person, caller.account()), until, left);
              case GlassAnswer.Refused(var reason) -> throw refusal(reason);
              case GlassAnswer.Reviewed _ -> throw new IllegalStateException("not a review");
            });
  }

  @GET
  @RolesAllowed({MANAGER, OFFICER})
  public Uni<Waiting> waiting() {
    var caller = callers.current();
    return queue
        .waiting(
            Asker.of(caller, clock.instant()), role(caller).equals(OFFICER), caller.attributes())
        .map(page -> new Waiting(page.uses(), page.receipt().id()));
  }

  @PUT
  @Path("/{grant}/review")
  @RolesAllowed({MANAGER, OFFICER})
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Judged> review(@PathParam("grant") UUID grant, byte @Nullable [] body) {
    var caller = callers.current();
    var now = clock.instant();
    var verdict = StrictJson.read(body, from -> from.text("verdict", Rule.GLASS_VERDICT));
    StepUp.require(caller, now);
    return glasses
        .review(
            new Review(Asker.of(caller, now), role(caller), grant.toString(), verdict),
            caller.attributes())
        .map(answer ->
            switch (answer) {
              case GlassAnswer.Reviewed(var which, var said) -> new Judged(which, said);
              case GlassAnswer.Refused(var reason) -> throw refusal(reason);
              case GlassAnswer.Broken _ -> throw new IllegalStateException("not a glass");
            });
  }

  private static String role(Caller caller) {
    return caller.roles().contains(OFFICER) ? OFFICER : MANAGER;
  }

  private Glasses.Wanted wanted(FieldReader from) {
    var number = from.optionalText("number", Rule.NUMBER);
    var term = NumberTerm.number(number == null ? "" : number);
    LocalDate birthDate = null;
    if (number == null) {
      term = NumberTerm.nir(from.text("nir", Rule.NIR));
      birthDate = from.date("birthDate", FIRST_BIRTH, ParisTime.day(clock.instant()));
    }
    return new Glasses.Wanted(
        term,
        birthDate,
        from.someTexts("fields", Rule.GLASS_CLASS, 4).stream().map(FieldClass::of).toList(),
        from.text("reason", Rule.GLASS_REASON),
        from.text("text", Rule.EXPLANATION));
  }

  private static RuntimeException refusal(GlassRefusal reason) {
    return switch (reason) {
      case ACCOUNT_FROZEN ->
          Problems.of(
              403,
              "account-frozen",
              "This account may not act",
              "The account, its session or its organisation is frozen. Turn to a security officer.");
      case STEP_UP_NEEDED -> StepUp.needed();
      case ON_PROBATION ->
          Problems.of(
              403,
              "on-probation",
              "Not on the day after a change of factors",
              "For a day after a reset only persons with a relation are shown. Ask a colleague.");
      case NONE_LEFT ->
          Problems.of(
              429,
              "no-glass-left",
              "No glass is left",
              "Today's are used, or earlier ones wait for a review. Ask your manager to look at them,"
                  + " or to open a shift.");
      case NO_SUCH_PERSON ->
          Problems.of(
              404,
              "no-such-person",
              "There is no such person here",
              "Your organisation follows nobody of this number. It counts as a glass.");
      case NOT_NEEDED ->
          Problems.of(
              409,
              "glass-not-needed",
              "The record is open to you already",
              "You follow this person, or a shift or a replacement opens the record: search for it.");
      case NO_SUCH_GLASS ->
          Problems.of(
              404,
              "no-such-glass",
              "There is no such use to review",
              "No broken glass of this reference is yours to judge.");
      case ALREADY_REVIEWED ->
          Problems.of(
              409,
              "already-reviewed",
              "This was judged already",
              "A verdict stands. Turn to the privacy officer if it was a mistake.");
    };
  }
}
