package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.States;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.locks.AccountLocks;
import fr.vigie.lockout.locks.Policy;
import fr.vigie.lockout.policy.Policies;
import fr.vigie.lockout.spraying.Spraying;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The door: reads, decides, appends.
@ApplicationScoped
public class Attempts {

  private final EventStore store;
  private final Policies policies;
  private final Spraying spraying;
  private final Clock clock;

  public Attempts(EventStore store, Policies policies, Spraying spraying, Clock clock) {
    this.store = store;
    this.policies = policies;
    this.spraying = spraying;
    this.clock = clock;
  }

  /// May this guess be verified? The answer is durable before it is given.
  ///
  /// @param attributes of the request, for its events
  public Uni<ToPermit> handle(Permit command, Map<String, String> attributes) {
    return decide(
        command, attributes, (past, now) -> past.standing().decide(command, past.policy(), now));
  }

  /// The guess was verified.
  public Uni<ToReport> handle(Report command, Map<String, String> attributes) {
    return decide(
            command, attributes, (past, now) -> past.standing().decide(command, past.policy(), now))
        .call(answer ->
            answer instanceof Recorded(_, var suspect) && suspect.isPresent()
                ? spraying.look(suspect.get(), attributes)
                : Uni.createFrom().voidItem());
  }

  /// What a decision is taken on, but for what the account has come to.
  ///
  /// @param policy in force
  private record Past(Standing standing, Policy policy) {

    Past at(AccountLocks locks) {
      return new Past(standing.at(locks), policy);
    }
  }

  private Past after(Past past, Object event) {
    return switch (event) {
      case LockoutEvent happened -> new Past(past.standing().after(happened), past.policy());
      case PolicyApproved approved ->
          new Past(past.standing(), policies.after(past.policy(), approved));
      default -> throw new IllegalStateException("not in the boundary: " + event.getClass());
    };
  }

  // What an account has come to is carried on from guess to guess: one that is guessed at without
  // end, or whose owner signs in all day, has a long past.
  private <A> Uni<A> decide(
      AttemptCommand command,
      Map<String, String> attributes,
      BiFunction<Past, Instant, Decision<A>> decision) {
    var now = now();
    var account =
        AttemptTags.account(command, now).stream()
            .map(boundary ->
                new Fold<>(
                    boundary,
                    AccountLocks.untouched(command.account()),
                    (locks, event) -> locks.after((LockoutEvent) event.payload())))
            .toList();
    var besides =
        new Fold<>(
            AttemptTags.besides(command, now),
            new Past(Standing.before(command), policies.first()),
            (past, event) -> after(past, event.payload()));
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                account,
                besides,
                (states, past) -> decision.apply(past.at(locks(account, states)), now)))
        .map(Decided::answer);
  }

  private static AccountLocks locks(List<Fold<AccountLocks>> account, States states) {
    return account.stream().<AccountLocks>map(states::of).reduce(AccountLocks::and).orElseThrow();
  }

  // As events keep it, so that an answer given again is the same to the last digit.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
