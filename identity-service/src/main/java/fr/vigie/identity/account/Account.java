package fr.vigie.identity.account;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An account, folded from its events. A closed one has no roles: whoever comes back gets them by
/// request and approval.
///
/// @param organisation `FT`, or a Cap emploi
/// @param roles in the words of [Role]
public record Account(
    UUID id, String organisation, String agency, List<String> roles, boolean closed) {

  public Account {
    roles = List.copyOf(roles);
  }

  /// An open one.
  public Account(UUID id, String organisation, String agency, List<String> roles) {
    this(id, organisation, agency, roles, false);
  }

  /// The account as it is after one event more.
  public static Optional<Account> after(Optional<Account> before, IdentityEvent event) {
    return switch (event) {
      case AccountCreated(var id, var organisation, var agency, var roles) ->
          Optional.of(new Account(UUID.fromString(id), organisation, agency, roles));
      case AccountClosed _ -> before.map(account -> account.with(List.of(), true));
      case AccountReopened _ -> before.map(account -> account.with(List.of(), false));
      case RolesGranted granted -> before.map(account -> account.plus(granted.roles()));
      case RolesWithdrawn withdrawn -> before.map(account -> account.minus(withdrawn.roles()));
      case IdentityEvent.AccountInvited _,
          IdentityEvent.InvitationApproved _,
          IdentityEvent.ProfileChanged _,
          IdentityEvent.RolesRequested _,
          IdentityEvent.RolesRefused _,
          IdentityEvent.RolesReviewed _,
          IdentityEvent.SignedIn _,
          IdentityEvent.SignInFailed _,
          IdentityEvent.SessionEnded _,
          IdentityEvent.FederatedIdentityBound _,
          IdentityEvent.FactorAdded _,
          IdentityEvent.FactorRemoved _,
          IdentityEvent.RecoveryCodeUsed _,
          IdentityEvent.ProbationStarted _,
          IdentityEvent.SigningKeyMade _ ->
          before;
    };
  }

  private Account with(List<String> hasRoles, boolean isClosed) {
    return new Account(id, organisation, agency, hasRoles, isClosed);
  }

  private Account plus(List<String> more) {
    var all = new LinkedHashSet<>(roles);
    all.addAll(more);
    return with(List.copyOf(all), closed);
  }

  private Account minus(List<String> gone) {
    var rest = new ArrayList<>(roles);
    rest.removeAll(gone);
    return with(rest, closed);
  }
}
