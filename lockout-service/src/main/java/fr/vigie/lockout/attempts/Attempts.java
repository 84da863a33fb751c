package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiFunction;

/// The door: reads, decides, appends.
@Startup
@ApplicationScoped
public class Attempts {

  private final EventStore store;
  private final AttemptPolicy policy;
  private final Clock clock;

  /// @throws IllegalStateException where the policy bounds nothing: the service does not start
  Attempts(EventStore store, AttemptPolicy policy, Clock clock) {
    AttemptPolicy.requireSound(policy);
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  /// May this guess be verified? The answer is durable before it is given.
  ///
  /// @param attributes of the request, for its events
  public Uni<ToPermit> handle(Permit command, Map<String, String> attributes) {
    return decide(command, attributes, (past, now) -> past.decide(command, policy, now));
  }

  /// The guess was verified.
  public Uni<ToReport> handle(Report command, Map<String, String> attributes) {
    return decide(command, attributes, (past, now) -> past.decide(command, policy, now));
  }

  /// How the account stands, from the same boundary that decisions read.
  public Uni<AccountStatus> status(AccountKey account) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() -> store.read(AttemptTags.around(account, now)))
        .map(events ->
            events.stream()
                .map(event -> (LockoutEvent) event.payload())
                .reduce(Lock.neverTried(), Lock::after, (_, later) -> later))
        .map(lock -> AccountStatus.of(account, lock, policy, now));
  }

  private <A> Uni<A> decide(
      AttemptCommand command,
      Map<String, String> attributes,
      BiFunction<Standing, Instant, Decision<A>> decision) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                AttemptTags.around(command, now),
                Standing.before(command),
                (past, event) -> past.after((LockoutEvent) event.payload()),
                past -> decision.apply(past, now)))
        .map(Decided::answer);
  }

  // As events keep it, so that an answer given again is the same to the last digit.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
