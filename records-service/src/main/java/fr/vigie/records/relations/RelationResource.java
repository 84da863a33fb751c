package fr.vigie.records.relations;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.relations.RelationCommand.CoFollow;
import fr.vigie.records.relations.RelationCommand.Designate;
import fr.vigie.records.relations.RelationCommand.End;
import fr.vigie.records.relations.RelationCommand.OpenShift;
import fr.vigie.records.relations.RelationCommand.Replace;
import fr.vigie.records.relations.RelationCommand.Transfer;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What managers grant. A change of rights takes a fresh sign-in (R22).
@Path("/v1")
@RolesAllowed("manager")
class RelationResource {

  /// @param grant reference by which it can be ended; the person's where a person was transferred
  record Answer(String grant) {}

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration SHIFT = Duration.ofHours(12);
  private static final Duration REPLACEMENT = Duration.ofDays(62);
  private static final Duration YEAR = Duration.ofDays(366);

  private final Relations relations;
  private final Callers callers;
  private final Clock clock;

  RelationResource(Relations relations, Callers callers, Clock clock) {
    this.relations = relations;
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
    return handle(
        body,
        from ->
            new CoFollow(
                from.uuid("person"),
                from.uuid("advisor").toString(),
                from.text("organisation", Rule.ORGANISATION),
                from.text("agency", Rule.AGENCY),
                time(from, "from"),
                time(from, "until")),
        YEAR);
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
    return handle(
        body, from -> new Transfer(from.uuid("person"), from.uuid("advisor").toString()), YEAR);
  }

  @DELETE
  @Path("/grants/{grant}")
  public Uni<Answer> end(@PathParam("grant") UUID grant) {
    return decide(new End(grant.toString()));
  }

  private Instant time(FieldReader from, String field) {
    var today = LocalDate.ofInstant(clock.instant(), PARIS);
    return from.time(field, today.minusDays(1), today.plusDays(731)).atZone(PARIS).toInstant();
  }

  private Uni<Answer> handle(
      byte @Nullable [] body, Function<FieldReader, RelationCommand> read, Duration longest) {
    var command = StrictJson.read(body, read);
    switch (command) {
      case OpenShift is -> requireHours(is.from(), is.until(), longest);
      case Replace is -> requireHours(is.from(), is.until(), longest);
      case CoFollow is -> requireHours(is.from(), is.until(), longest);
      case Designate is -> requireHours(is.from(), is.until(), longest);
      case Transfer _, End _ -> {}
    }
    return decide(command);
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

  private Uni<Answer> decide(RelationCommand command) {
    var caller = callers.current();
    var now = clock.instant();
    StepUp.require(caller, now);
    return relations
        .handle(Asker.of(caller, now), command, caller.attributes())
        .map(answer ->
            switch (answer) {
              case RelationAnswer.Done(var grant) -> new Answer(grant);
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
