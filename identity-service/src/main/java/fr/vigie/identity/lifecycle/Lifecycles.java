package fr.vigie.identity.lifecycle;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.lifecycle.AccountCommand.Close;
import fr.vigie.identity.lifecycle.Standing.Outcome;
import fr.vigie.identity.platform.IdentityEvents;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The door to the lives of accounts.
@ApplicationScoped
public class Lifecycles {

  private final EventStore store;
  private final Sessions sessions;
  private final ListedAccounts listed;

  Lifecycles(EventStore store, Sessions sessions, ListedAccounts listed) {
    this.store = store;
    this.sessions = sessions;
    this.listed = listed;
  }

  /// Does it, or says why not. Where it ends sessions, they are over when the answer comes; where
  /// this process dies in between, [WhenChangedThenSessionsEnd] ends them.
  ///
  /// @param attributes who does it
  public Uni<Optional<AccountRefusal>> handle(
      UUID account, AccountCommand command, Map<String, String> attributes, Trail trail) {
    return Uni.createFrom()
        .completionStage(() ->
            store.<Standing, Outcome>decide(
                attributes,
                history(account),
                Standing.NOTHING,
                (standing, event) -> standing.after((IdentityEvent) event.payload()),
                standing -> decided(standing.decide(command))))
        .flatMap(decided ->
            switch (decided.answer()) {
              case Outcome.Refused(var why) -> Uni.createFrom().item(Optional.of(why));
              case Outcome.Done(var events) ->
                  end(account, events, trail).replaceWith(Optional.empty());
            });
  }

  /// Closes some of the accounts that nobody has signed in to for too long.
  public Uni<Void> closeDormant(Trail trail) {
    return listed
        .dormant()
        .onItem()
        .transformToMulti(dormant -> Multi.createFrom().iterable(dormant))
        .onItem()
        .transformToUniAndConcatenate(
            account -> handle(account, new Close("dormant"), trail.attributes(), trail))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /// Ends sessions that were to end and did not: the process that changed the account died.
  public Uni<Void> endLeftOpen(Trail trail) {
    return listed
        .leftOpen()
        .onItem()
        .transformToMulti(left -> Multi.createFrom().iterable(left.entrySet()))
        .onItem()
        .transformToUniAndConcatenate(
            each -> sessions.endAll(each.getKey(), Optional.empty(), each.getValue(), trail))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Decision<Outcome> decided(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(var events) -> new Decision<>(events, outcome);
      case Outcome.Refused _ -> new Decision<>(List.of(), outcome);
    };
  }

  private Uni<Void> end(UUID account, List<IdentityEvent> events, Trail trail) {
    return events.stream()
        .flatMap(event -> endedBy(event).stream())
        .findFirst()
        .map(cause -> sessions.endAll(account, Optional.empty(), cause, trail))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /// Why sessions are over after an event, if they are.
  static Optional<EndCause> endedBy(IdentityEvent event) {
    return switch (event) {
      case AccountClosed _ -> Optional.of(EndCause.ACCOUNT_CLOSED);
      case RolesGranted _, RolesWithdrawn _ -> Optional.of(EndCause.ROLES_CHANGED);
      default -> Optional.empty(); // changes nothing of what the account may do
    };
  }

  private static Boundary history(UUID account) {
    return Boundary.of(
        IdentityEvents.account(account.toString()),
        AccountCreated.class,
        AccountClosed.class,
        AccountReopened.class,
        RolesRequested.class,
        RolesGranted.class,
        RolesRefused.class,
        RolesWithdrawn.class);
  }
}
