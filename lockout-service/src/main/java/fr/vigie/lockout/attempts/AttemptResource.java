package fr.vigie.lockout.attempts;

import fr.vigie.contracts.Attribute;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradiction;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.TooManyOpen;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Attempts over HTTP, for identity-service alone.
@Path("/v1")
@RolesAllowed(AttemptResource.IDENTITY)
class AttemptResource {

  static final String IDENTITY = "service:identity-service";

  private final Attempts attempts;
  private final Callers callers;

  AttemptResource(Attempts attempts, Callers callers) {
    this.attempts = attempts;
    this.callers = callers;
  }

  /// A question for a permit. Every field is wanted; [Fields] says what is wrong with one.
  record PermitRequest(
      @Nullable String attempt,
      @Nullable String account,
      @Nullable String factor,
      @Nullable String network) {

    Permit command() {
      return new Permit(
          Fields.attempt(attempt),
          Fields.account(account),
          Fields.factor(factor),
          Fields.network(network));
    }
  }

  /// The outcome of a guess.
  ///
  /// @param completed of a right secret: it was the last one wanted
  record OutcomeRequest(
      @Nullable String account, @Nullable String outcome, @Nullable Boolean completed) {

    Report command(String attempt) {
      return new Report(
          Fields.attempt(attempt), Fields.account(account), Fields.outcome(outcome, completed));
    }
  }

  /// A permit.
  record PermitAnswer(String decision, UUID attempt, Instant expiresAt) {}

  /// No permit.
  ///
  /// @param reason `locked`, or `too-many-open`: then the same attempt may be asked for again
  /// @param retryAfter seconds
  record RefusalAnswer(String decision, UUID attempt, String reason, long retryAfter) {}

  @POST
  @Path("/attempts")
  public Uni<Response> permit(@Nullable PermitRequest request) {
    var command = Fields.body(request).command();
    return attempts
        .handle(command, attributes(Attribute.NETWORK.key(), command.network()))
        .map(answer ->
            switch (answer) {
              case Permitted(var expiresAt) ->
                  Response.ok(new PermitAnswer("permitted", command.attempt(), expiresAt)).build();
              case Locked(var retryAfter) -> refused(command, "locked", retryAfter);
              case TooManyOpen(var retryAfter) -> refused(command, "too-many-open", retryAfter);
              case Contradicted(var why) -> throw problem(why);
            });
  }

  @PUT
  @Path("/attempts/{attempt}/outcome")
  public Uni<Response> report(
      @PathParam("attempt") String attempt, @Nullable OutcomeRequest request) {
    return attempts
        .handle(Fields.body(request).command(attempt), attributes())
        .map(answer ->
            switch (answer) {
              case Recorded() -> Response.noContent().build();
              case Contradicted(var why) -> throw problem(why);
            });
  }

  @GET
  @Path("/accounts/{account}/status")
  public Uni<AccountStatus> status(@PathParam("account") String account) {
    return attempts.status(Fields.account(account));
  }

  private static Response refused(Permit command, String reason, Duration retryAfter) {
    return Response.ok(
            new RefusalAnswer("refused", command.attempt(), reason, retryAfter.toSeconds()))
        .build();
  }

  private static HttpProblem problem(Contradiction why) {
    return switch (why) {
      case NO_SUCH_ATTEMPT ->
          Problems.of(
              404, "no-such-attempt", "No such attempt", "No permit was given for this attempt.");
      case OTHER_ATTEMPT ->
          Problems.of(
              409,
              "other-attempt",
              "Another attempt has this id",
              "Choose a new id for each guess; an outcome names the account of its attempt.");
      case EXPIRED ->
          Problems.of(
              409,
              "attempt-expired",
              "The permit has expired",
              "The attempt counts as failed. Let nobody in on it.");
      case REPORTED ->
          Problems.of(
              409,
              "attempt-reported",
              "The attempt has its outcome",
              "An outcome is reported once and never changes. Let nobody in on it.");
    };
  }

  private Map<String, String> attributes() {
    return Map.of(
        Attribute.ACTOR.key(),
        "identity-service",
        Attribute.CORRELATION.key(),
        callers.correlation());
  }

  private Map<String, String> attributes(String key, String value) {
    var all = new TreeMap<>(attributes());
    all.put(key, value);
    return all;
  }
}
