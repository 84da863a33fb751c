package fr.vigie.identity.signin;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.passkey.PasskeyPolicy;
import fr.vigie.identity.passkey.Passkeys;
import fr.vigie.identity.signin.SignIn.Ask;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// What an account's roles, as they are now, ask of its sign-in.
@ApplicationScoped
class Asks {

  private final Accounts accounts;
  private final PasskeyPolicy policy;
  private final Passkeys passkeys;

  Asks(Accounts accounts, PasskeyPolicy policy, Passkeys passkeys) {
    this.accounts = accounts;
    this.policy = policy;
    this.passkeys = passkeys;
  }

  /// An account, if there is one, and what is asked of it.
  record Asked(Optional<Account> account, Ask ask) {}

  Uni<Asked> of(UUID account) {
    return accounts
        .find(account)
        .flatMap(found -> ask(account, found).map(ask -> new Asked(found, ask)));
  }

  private Uni<Ask> ask(UUID account, Optional<Account> found) {
    return found.filter(one -> policy.isRequired(one.roles())).isEmpty()
        ? Uni.createFrom().item(Ask.TWO_FACTORS)
        : passkeys
            .of(account)
            .map(there ->
                there.stream().anyMatch(one -> policy.serves(one, found.get().roles()))
                    ? Ask.PASSKEY
                    : Ask.FIRST_PASSKEY);
  }
}
