package fr.vigie.identity.passkey;

import fr.vigie.identity.account.Accounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Whose authenticators have to prove of which model they are, by the roles of this moment.
@ApplicationScoped
public class Models {

  private final Accounts accounts;
  private final PasskeyPolicy policy;

  Models(Accounts accounts, PasskeyPolicy policy) {
    this.accounts = accounts;
    this.policy = policy;
  }

  Makers makers() {
    return policy.makers();
  }

  /// Whether the account's next passkey has to.
  Uni<Boolean> areAskedOf(UUID account) {
    return accounts
        .find(account)
        .map(found -> found.filter(one -> policy.asksForModel(one.roles())).isPresent());
  }

  /// Whether its owner's roles let a passkey be used.
  public Uni<Boolean> allow(Passkey passkey) {
    return accounts
        .find(passkey.account())
        .map(found -> found.filter(one -> policy.serves(passkey, one.roles())).isPresent());
  }
}
