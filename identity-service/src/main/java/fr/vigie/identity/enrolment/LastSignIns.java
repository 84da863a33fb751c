package fr.vigie.identity.enrolment;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.platform.IdentityEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// When somebody last signed in to an account, or tried to: its owner knows best who that was.
@ApplicationScoped
class LastSignIns {

  /// One of them.
  ///
  /// @param network the prefix it came from
  record SignIn(Instant at, boolean done, String network) {}

  private static final int SHOWN = 5;

  private final EventStore store;
  private final Accounts accounts;
  private final AccountKeys accountKeys;

  LastSignIns(EventStore store, Accounts accounts, AccountKeys accountKeys) {
    this.store = store;
    this.accounts = accounts;
    this.accountKeys = accountKeys;
  }

  /// The last ones, the latest first.
  Uni<List<SignIn>> of(UUID account) {
    return accounts
        .profile(account)
        .flatMap(profile -> {
          var key = accountKeys.of(new Login(profile.orElseThrow().login()));
          var boundary =
              Boundary.of(IdentityEvents.account(account.toString()), SignedIn.class)
                  .or(IdentityEvents.accountKey(key), SignInFailed.class);
          return Uni.createFrom().completionStage(() -> store.read(boundary));
        })
        .map(events -> events.reversed().stream().limit(SHOWN).map(LastSignIns::signIn).toList());
  }

  private static SignIn signIn(StoredEvent event) {
    return new SignIn(
        event.time(),
        event.payload() instanceof SignedIn,
        event.attributes().getOrDefault(Attribute.NETWORK.key(), ""));
  }
}
