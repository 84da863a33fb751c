package fr.vigie.identity.lifecycle;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.ProfileChanged;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesReviewed;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Role;
import fr.vigie.identity.lifecycle.AccountCommand.Close;
import fr.vigie.identity.lifecycle.AccountCommand.DecideRequest;
import fr.vigie.identity.lifecycle.AccountCommand.RenameProfile;
import fr.vigie.identity.lifecycle.AccountCommand.Reopen;
import fr.vigie.identity.lifecycle.AccountCommand.RequestRoles;
import fr.vigie.identity.lifecycle.AccountCommand.ReviewRoles;
import fr.vigie.identity.lifecycle.AccountCommand.WithdrawRoles;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where an account stands: itself, and the role requests that nobody has decided yet. Folded from
/// its events and never stored.
///
/// @param pending by reference of the request
record Standing(Optional<Account> account, Map<String, RolesRequested> pending) {

  /// Before anything happened.
  static final Standing NOTHING = new Standing(Optional.empty(), Map.of());

  Standing {
    pending = Map.copyOf(pending);
  }

  /// What comes of a command: events, or why none.
  sealed interface Outcome {

    record Done(List<IdentityEvent> events) implements Outcome {}

    record Refused(AccountRefusal why) implements Outcome {}
  }

  Standing after(IdentityEvent event) {
    var waiting = new LinkedHashMap<>(pending);
    switch (event) {
      case RolesRequested requested -> waiting.put(requested.request(), requested);
      case RolesGranted granted -> waiting.remove(granted.request());
      case RolesRefused refused -> waiting.remove(refused.request());
      case AccountClosed _ -> waiting.clear();
      default -> {} // says nothing of requests
    }
    return new Standing(Account.after(account, event), waiting);
  }

  Outcome decide(AccountCommand command) {
    return account.isEmpty() ? refused(AccountRefusal.NO_ACCOUNT) : decide(command, account.get());
  }

  private Outcome decide(AccountCommand command, Account of) {
    var id = of.id().toString();
    return switch (command) {
      case Close(var cause) -> of.closed() ? done() : done(new AccountClosed(id, cause));
      case Reopen() ->
          of.closed() ? done(new AccountReopened(id)) : refused(AccountRefusal.NOT_CLOSED);
      case RequestRoles request -> request(request, of);
      case DecideRequest decision -> decision(decision, of);
      case WithdrawRoles(var roles) -> withdraw(roles, of);
      case ReviewRoles(var by) -> {
        if (by.equals(id)) {
          yield refused(AccountRefusal.OWN_ACCOUNT);
        }
        yield of.closed()
            ? refused(AccountRefusal.CLOSED)
            : done(new RolesReviewed(id, of.roles()));
      }
      case RenameProfile() -> done(new ProfileChanged(id));
    };
  }

  private Outcome request(RequestRoles request, Account of) {
    if (of.closed()) {
      return refused(AccountRefusal.CLOSED);
    }
    var together = new LinkedHashSet<>(of.roles());
    together.addAll(request.roles());
    if (request.roles().isEmpty() || Role.objection(together, of.organisation()).isPresent()) {
      return refused(AccountRefusal.BAD_ROLES);
    }
    return pending.containsKey(request.request()) || of.roles().containsAll(request.roles())
        ? done()
        : done(
            new RolesRequested(
                of.id().toString(), request.request(), request.roles(), request.by()));
  }

  // What was possible when it was asked for need not be any more: it is judged again.
  private Outcome decision(DecideRequest decision, Account of) {
    var id = of.id().toString();
    var asked = pending.get(decision.request());
    if (asked == null) {
      return refused(AccountRefusal.NO_REQUEST);
    }
    if (decision.by().equals(id)) {
      return refused(AccountRefusal.OWN_ACCOUNT);
    }
    if (!decision.approved()) {
      return done(new RolesRefused(id, asked.request(), asked.roles()));
    }
    if (decision.by().equals(asked.by())) {
      return refused(AccountRefusal.SAME_PERSON);
    }
    var together = new LinkedHashSet<>(of.roles());
    together.addAll(asked.roles());
    return Role.objection(together, of.organisation()).isPresent()
        ? refused(AccountRefusal.BAD_ROLES)
        : done(new RolesGranted(id, asked.request(), asked.roles()));
  }

  private static Outcome withdraw(List<String> roles, Account of) {
    var gone = of.roles().stream().filter(roles::contains).toList();
    return gone.isEmpty() ? done() : done(new RolesWithdrawn(of.id().toString(), gone));
  }

  private static Outcome done(IdentityEvent... events) {
    return new Outcome.Done(List.of(events));
  }

  private static Outcome refused(AccountRefusal why) {
    return new Outcome.Refused(why);
  }
}
