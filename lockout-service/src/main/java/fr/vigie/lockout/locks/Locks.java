package fr.vigie.lockout.locks;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// The door to the locks of an account.
@ApplicationScoped
public class Locks {

  private final EventStore store;
  private final Clock clock;

  public Locks(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// How the account stands, from the same boundary that decisions read.
  public Uni<AccountStatus> status(AccountKey account, Policy policy) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() -> store.read(LockTags.around(account, now)))
        .map(events ->
            events.stream()
                .map(event -> (LockoutEvent) event.payload())
                .reduce(AccountLocks.untouched(account), AccountLocks::after, (_, later) -> later))
        .map(locks -> AccountStatus.of(locks, policy, now));
  }

  /// Does what an officer, or a service, asks.
  ///
  /// @param attributes of the request, for its events
  public Uni<LockAnswer> handle(
      LockCommand command, Policy policy, Map<String, String> attributes) {
    var now = now();
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                LockTags.withDevices(command.account(), now),
                AccountLocks.untouched(command.account()),
                (past, event) -> past.after((LockoutEvent) event.payload()),
                past -> LockDecisions.decide(command, past, policy, now)))
        .map(Decided::answer);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
