package fr.vigie.records.relations;

import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.RelationCommand.CoFollow;
import fr.vigie.records.relations.RelationCommand.Designate;
import fr.vigie.records.relations.RelationCommand.End;
import fr.vigie.records.relations.RelationCommand.OpenShift;
import fr.vigie.records.relations.RelationCommand.Replace;
import fr.vigie.records.relations.RelationCommand.Transfer;
import fr.vigie.records.terms.BlindIndexes;
import fr.vigie.records.terms.NumberTerm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What managers grant. A change of rights takes a fresh sign-in (R22).
@Path("/v1")
@RolesAllowed("manager")
class RelationResource {

  /// @param grant reference by which it can be ended; the manager's of the person where a person
  ///   was transferred
  record Answer(String grant) {}

  /// Somebody of the agency: by the number of 11 digits, as it stands on their letters, or by the
  /// manager's own reference.
  private record Whom(@Nullable String number, @Nullable String person) {}

  /// What is wanted, for whoever that is.
  private record About(Whom whom, Function<@Nullable UUID, RelationCommand> command) {}

  private static final Duration SHIFT = Duration.ofHours(12);
  private static final Duration REPLACEMENT = Duration.ofDays(62);
  private static final Duration YEAR = Duration.ofDays(366);

  private final Relations relations;
  private final References references;
  private final BlindIndexes indexes;
  private final Callers callers;
  private final Clock clock;

  RelationResource(
      Relations relations,
      References references,
      BlindIndexes indexes,
      Callers callers,
      Clock clock) {
    this.relations = relations;
    this.references = references;
    this.indexes = indexes;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  @Path("/shifts")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> shift(byte @Nullable [] body) {
    return handle(
        body,
        from ->
            new OpenShift(from.uuid("advisor").toString(), time(from, "from"), time(from, "until")),
        SHIFT);
  }

  @POST
  @Path("/replacements")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> replacement(byte @Nullable [] body) {
    return handle(
        body,
        from ->
            new Replace(
                from.uuid("advisor").toString(),
                from.uuid("absent").toString(),
                time(from, "from"),
                time(from, "until")),
        REPLACEMENT);
  }

  @POST
  @Path("/co-follow-ups")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> coFollowUp(byte @Nullable [] body) {
    return about(
        StrictJson.read(
            body,
            from -> {
              var advisor = from.uuid("advisor").toString();
              var organisation = from.text("organisation", Rule.ORGANISATION);
              var agency = from.text("agency", Rule.AGENCY);
              var start = time(from, "from");
              var until = time(from, "until");
              return new About(
                  whom(from),
                  person -> new CoFollow(person, advisor, organisation, agency, start, until));
            }));
  }

  @POST
  @Path("/designations")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> designation(byte @Nullable [] body) {
    return handle(
        body,
        from ->
            new Designate(from.uuid("advisor").toString(), time(from, "from"), time(from, "until")),
        YEAR);
  }

  @POST
  @Path("/transfers")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Answer> transfer(byte @Nullable [] body) {
    return about(
        StrictJson.read(
            body,
            from -> {
              var advisor = from.uuid("advisor").toString();
              return new About(whom(from), person -> new Transfer(person, advisor));
            }));
  }

  @DELETE
  @Path("/grants/{grant}")
  public Uni<Answer> end(@PathParam("grant") UUID grant) {
    return decide(new End(grant.toString()), callers.current());
  }

  private Instant time(FieldReader from, String field) {
    var today = ParisTime.day(clock.instant());
    return from.time(field, today.minusDays(1), today.plusDays(731))
        .atZone(ParisTime.ZONE)
        .toInstant();
  }

  private static Whom whom(FieldReader from) {
    var person = from.optionalText("person", Rule.PERSON);
    return person == null
        ? new Whom(from.text("number", Rule.NUMBER), null)
        : new Whom(null, person);
  }

  private Uni<Answer> about(About about) {
    requireHours(about.command().apply(null), YEAR);
    var caller = callers.current();
    StepUp.require(caller, clock.instant());
    var whom = about.whom();
    var found =
        whom.number() == null
            ? Uni.createFrom()
                .item(
                    Optional.ofNullable(whom.person())
                        .map(text -> references.read(text, caller.account()).own()))
            : indexes
                .find(NumberTerm.number(whom.number()))
                .map(persons -> persons.stream().findFirst());
    return found.flatMap(person -> decide(about.command().apply(person.orElse(null)), caller));
  }

  private Uni<Answer> handle(
      byte @Nullable [] body, Function<FieldReader, RelationCommand> read, Duration longest) {
    var command = StrictJson.read(body, read);
    requireHours(command, longest);
    return decide(command, callers.current());
  }

  private static void requireHours(RelationCommand command, Duration longest) {
    switch (command) {
      case OpenShift is -> requireHours(is.from(), is.until(), longest);
      case Replace is -> requireHours(is.from(), is.until(), longest);
      case CoFollow is -> requireHours(is.from(), is.until(), longest);
      case Designate is -> requireHours(is.from(), is.until(), longest);
      case Transfer _, End _ -> {}
    }
  }

  private static void requireHours(Instant from, Instant until, Duration longest) {
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(longest) > 0) {
      throw Problems.of(
          400,
          "bad-hours",
          "This is no time a right may be given for",
          "It must end after it begins, and last %d hours at most.".formatted(longest.toHours()));
    }
  }

  private Uni<Answer> decide(RelationCommand command, Caller caller) {
    var now = clock.instant();
    StepUp.require(caller, now);
    return relations
        .handle(Asker.of(caller, now), command, caller.attributes())
        .map(answer ->
            switch (answer) {
              case RelationAnswer.Done(var grant) ->
                  new Answer(
                      command instanceof Transfer
                          ? references.of(UUID.fromString(grant), caller.account())
                          : grant);
              case RelationAnswer.Refused(var reason) -> throw refusal(reason);
            });
  }

  private static RuntimeException refusal(RelationRefusal reason) {
    return switch (reason) {
      case NO_SUCH_PERSON, NOT_YOURS, NO_SUCH_GRANT ->
          Problems.of(
              404,
              "no-such-thing-of-yours",
              "There is no such person or right",
              "No person or right of this reference is your agency's.");
      case OWN_RIGHT ->
          Problems.of(403, "own-right", "Nobody grants a right to oneself", "Ask another manager.");
      case ACCOUNT_FROZEN ->
          Problems.of(
              403,
              "account-frozen",
              "This account may not act",
              "The account, its session or its organisation is frozen. Turn to a security officer.");
    };
  }
}
