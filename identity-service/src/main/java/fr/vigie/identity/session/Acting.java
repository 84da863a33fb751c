package fr.vigie.identity.session;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.session.MayNotActException.Why;
import fr.vigie.kit.guard.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Whether an account may act: it is open, nobody froze it or its organisation, and that is known.
@ApplicationScoped
class Acting {

  private final Guard guard;
  private final Accounts accounts;

  Acting(Guard guard, Accounts accounts) {
    this.guard = guard;
    this.accounts = accounts;
  }

  /// Goes on where it may, as far as is known of it; fails with [MayNotActException] where not.
  Uni<Void> require(Account account) {
    if (account.closed()) {
      return Uni.createFrom().failure(new MayNotActException(Why.CLOSED));
    }
    return switch (guard.verdict(account.id().toString(), null, account.organisation())) {
      case MAY_ACT -> Uni.createFrom().voidItem();
      case FROZEN, SESSION_ENDED -> Uni.createFrom().failure(new MayNotActException(Why.FROZEN));
      case UNKNOWN -> Uni.createFrom().failure(new MayNotActException(Why.UNKNOWN));
    };
  }

  /// The same, as its events say by now. Its roles have to be what they were, too: what had to be
  /// shown is what those ask for.
  Uni<Void> requireStill(Account account) {
    return accounts
        .find(account.id())
        .map(found -> found.orElse(account))
        .flatMap(now ->
            require(now)
                .chain(() ->
                    now.roles().equals(account.roles())
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new MayNotActException(Why.CHANGED))));
  }

  /// Whether a session of it may go on. Of somebody who is frozen no session is open, whatever its
  /// row says: the row may follow later.
  boolean mayGoOn(UUID account, UUID session, String organisation) {
    return switch (guard.verdict(account.toString(), session.toString(), organisation)) {
      case MAY_ACT -> true;
      case FROZEN, SESSION_ENDED -> false;
      case UNKNOWN -> throw new MayNotActException(Why.UNKNOWN);
    };
  }
}
