package fr.vigie.lockout.policy;

import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.lockout.locks.Policy;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The door: which policy is in force, and how another comes into force.
@Startup
@ApplicationScoped
public class Policies {

  private final Policy first;
  private final EventStore store;
  private final Clock clock;

  /// @throws IllegalArgumentException where the settings bound nothing: the service does not start
  @Inject
  Policies(PolicySettings settings, EventStore store, Clock clock) {
    this(settings.policy(), store, clock);
  }

  /// For those that have a policy and no settings.
  public Policies(Policy first, EventStore store, Clock clock) {
    this.first = first;
    this.store = store;
    this.clock = clock;
  }

  /// The policy of the settings: in force until officers approve another.
  public Policy first() {
    return first;
  }

  /// The policy in force after one more was approved. One that this release finds to bound nothing
  /// never is: what was in force before stays.
  public Policy after(Policy before, PolicyApproved approved) {
    return of(approved.numbers()).orElse(before);
  }

  /// The policy that events keep; empty where this release finds it to bound nothing.
  Optional<Policy> of(List<String> numbers) {
    try {
      return Optional.of(Numbers.policy(numbers, first));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The policy in force now. Decisions do not ask here: they read it with their boundary
  /// ([PolicyTags#or]).
  public Uni<Policy> inForce() {
    return Uni.createFrom()
        .completionStage(() -> store.read(PolicyTags.inForce()))
        .map(events -> {
          var policy = first;
          for (var event : events) {
            policy = after(policy, (PolicyApproved) event.payload());
          }
          return policy;
        });
  }

  /// What officers ask. The answer is durable before it is given.
  Uni<PolicyAnswer> handle(PolicyCommand command, Map<String, String> attributes) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                PolicyTags.around(command),
                Standing.before(command.proposal()),
                (past, event) -> past.after((PolicyEvent) event.payload()),
                past -> past.decide(command, now)))
        .map(Decided::answer);
  }
}
