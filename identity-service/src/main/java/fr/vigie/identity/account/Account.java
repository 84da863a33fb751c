package fr.vigie.identity.account;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An account, folded from its events.
///
/// @param organisation `FT`, or a Cap emploi
/// @param roles in the words of [Role]
public record Account(UUID id, String organisation, String agency, List<String> roles) {

  public Account {
    roles = List.copyOf(roles);
  }

  static Optional<Account> after(Optional<Account> before, IdentityEvent event) {
    return switch (event) {
      case AccountCreated(var id, var organisation, var agency, var roles) ->
          Optional.of(new Account(UUID.fromString(id), organisation, agency, roles));
      case IdentityEvent.SignedIn _,
          IdentityEvent.SignInFailed _,
          IdentityEvent.SessionEnded _,
          IdentityEvent.FederatedIdentityBound _,
          IdentityEvent.FactorAdded _,
          IdentityEvent.FactorRemoved _,
          IdentityEvent.RecoveryCodeUsed _,
          IdentityEvent.ProbationStarted _,
          IdentityEvent.SigningKeyMade _,
          IdentityEvent.RequestRefused _ ->
          before;
    };
  }
}
