package fr.vigie.lockout.attempts;

import fr.vigie.contracts.Attribute;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradiction;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.DeviceCookies;
import fr.vigie.lockout.locks.AccountStatus;
import fr.vigie.lockout.locks.LockCommand.RevokeDevices;
import fr.vigie.lockout.locks.Locks;
import fr.vigie.lockout.policy.Policies;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Attempts over HTTP, for identity-service alone.
@Path("/v1")
@RolesAllowed(AttemptResource.IDENTITY)
class AttemptResource {

  static final String IDENTITY = "service:identity-service";

  private final Attempts attempts;
  private final Locks locks;
  private final Policies policies;
  private final DeviceCookies cookies;
  private final Callers callers;

  AttemptResource(
      Attempts attempts, Locks locks, Policies policies, DeviceCookies cookies, Callers callers) {
    this.attempts = attempts;
    this.locks = locks;
    this.policies = policies;
    this.cookies = cookies;
    this.callers = callers;
  }

  /// A question for a permit; [Fields] says what is wrong with a field.
  ///
  /// @param device the device cookie as the browser sent it, whatever it is; null where it sent
  ///   none
  /// @param fingerprint of the password, keyed and salted; null for other factors
  /// @param client the application the person wants to enter
  /// @param organisation of the account, where it is known
  record PermitRequest(
      @Nullable String attempt,
      @Nullable String account,
      @Nullable String factor,
      @Nullable String network,
      @Nullable String device,
      @Nullable String fingerprint,
      @Nullable String client,
      @Nullable String organisation) {

    Permit command(DeviceCookies cookies) {
      var key = Fields.account(account);
      return new Permit(
          Fields.attempt(attempt),
          key,
          Fields.factor(factor),
          cookies.read(key.value(), Optional.ofNullable(device)),
          new Source(
              Fields.network(network),
              Fields.fingerprint(fingerprint),
              Fields.name("client", client),
              Fields.name("organisation", organisation)));
    }
  }

  /// The outcome of a guess.
  ///
  /// @param completed of a right secret: it was the last one wanted
  /// @param device the device cookie as the browser sent it, with a completed sign-in
  record OutcomeRequest(
      @Nullable String account,
      @Nullable String outcome,
      @Nullable Boolean completed,
      @Nullable String device) {

    Report command(String attempt) {
      return new Report(
          Fields.attempt(attempt),
          Fields.account(account),
          Fields.outcome(outcome, completed),
          DeviceCookies.newId());
    }
  }

  /// A permit.
  record PermitAnswer(String decision, UUID attempt, Instant expiresAt) {}

  /// No permit.
  ///
  /// @param decision `refused`; or `wait`, and the same attempt may be asked for again
  /// @param reason as in [fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused]
  /// @param retryAfter seconds
  record RefusalAnswer(String decision, UUID attempt, String reason, long retryAfter) {}

  /// A completed sign-in.
  ///
  /// @param device the value for the browser's device cookie from now on
  record CompletedAnswer(String device) {}

  @POST
  @Path("/attempts")
  public Uni<Response> permit(@Nullable PermitRequest request) {
    var command = Fields.body(request).command(cookies);
    return attempts
        .handle(command, attributes(command))
        .map(answer ->
            switch (answer) {
              case Permitted(var expiresAt) ->
                  Response.ok(new PermitAnswer("permitted", command.attempt(), expiresAt)).build();
              case Locked(var retryAfter) -> refused("refused", command, "locked", retryAfter);
              case Wait(var reason, var retryAfter) ->
                  refused("wait", command, reason.word(), retryAfter);
              case Contradicted(var why) -> throw problem(why);
            });
  }

  @PUT
  @Path("/attempts/{attempt}/outcome")
  public Uni<Response> report(
      @PathParam("attempt") String attempt, @Nullable OutcomeRequest request) {
    var outcome = Fields.body(request);
    var command = outcome.command(attempt);
    return attempts
        .handle(command, attributes())
        .map(answer ->
            switch (answer) {
              case Recorded(var known, _) ->
                  known
                      .map(device ->
                          cookies.write(
                              command.account().value(),
                              device,
                              Optional.ofNullable(outcome.device())))
                      .map(cookie -> Response.ok(new CompletedAnswer(cookie)).build())
                      .orElseGet(() -> Response.noContent().build());
              case Contradicted(var why) -> throw problem(why);
            });
  }

  @GET
  @Path("/accounts/{account}/status")
  public Uni<AccountStatus> status(@PathParam("account") String account) {
    var key = Fields.account(account);
    return policies.inForce().flatMap(policy -> locks.status(key, policy));
  }

  /// Why devices are revoked.
  record RevocationRequest(@Nullable String reason) {}

  /// Lets no device be known any more, after a reset for example.
  @POST
  @Path("/accounts/{account}/device-revocations")
  public Uni<Response> revokeDevices(
      @PathParam("account") String account, @Nullable RevocationRequest request) {
    var reason =
        Fields.name("reason", Fields.body(request).reason())
            .orElseThrow(() -> Fields.invalid("reason", "a word"));
    var command = new RevokeDevices(Fields.account(account), "identity-service", reason);
    var attributes = attributes();
    return policies
        .inForce()
        .flatMap(policy -> locks.handle(command, policy, attributes))
        .map(_ -> Response.noContent().build());
  }

  private static Response refused(
      String decision, Permit command, String reason, Duration retryAfter) {
    return Response.ok(
            new RefusalAnswer(decision, command.attempt(), reason, retryAfter.toSeconds()))
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

  private Map<String, String> attributes(Permit command) {
    var all = new TreeMap<>(attributes());
    all.put(Attribute.NETWORK.key(), command.source().network());
    command.device().ifPresent(device -> all.put(Attribute.DEVICE.key(), device.id()));
    command
        .source()
        .organisation()
        .ifPresent(organisation -> all.put(Attribute.ORGANISATION.key(), organisation));
    return all;
  }
}
