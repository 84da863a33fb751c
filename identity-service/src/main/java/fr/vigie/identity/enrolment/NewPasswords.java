package fr.vigie.identity.enrolment;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.password.PasswordRefusal;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// New passwords, wherever they are chosen: held to the rules, an event, and the sessions that were
/// opened with the old one are over, as are the sign-ins that were begun with it.
@ApplicationScoped
public class NewPasswords {

  private final Passwords passwords;
  private final Accounts accounts;
  private final Sessions sessions;
  private final EventStore store;

  NewPasswords(Passwords passwords, Accounts accounts, Sessions sessions, EventStore store) {
    this.passwords = passwords;
    this.accounts = accounts;
    this.sessions = sessions;
    this.store = store;
  }

  /// Chooses a password.
  ///
  /// @param but the session in which it is chosen, if any: it goes on
  /// @return why not; empty where it is chosen
  Uni<Optional<PasswordRefusal>> choose(
      UUID account, String password, String again, Optional<UUID> but, Trail trail) {
    return objection(account, password, again)
        .flatMap(refusal ->
            refusal.isPresent()
                ? Uni.createFrom().item(refusal)
                : keep(account, password, but, trail).replaceWith(Optional.empty()));
  }

  /// Why a password does not do; empty where it does. Changes nothing.
  public Uni<Optional<PasswordRefusal>> objection(UUID account, String password, String again) {
    return password.equals(again)
        ? objection(account, password)
        : Uni.createFrom().item(Optional.of(PasswordRefusal.DIFFERENT));
  }

  private Uni<Optional<PasswordRefusal>> objection(UUID account, String password) {
    return Uni.combine()
        .all()
        .unis(accounts.profile(account), accounts.find(account))
        .asTuple()
        .flatMap(known -> {
          var context = new ArrayList<String>();
          known.getItem1().map(Profile::login).ifPresent(context::add);
          known.getItem1().map(Profile::displayName).ifPresent(context::add);
          known.getItem2().map(Account::organisation).ifPresent(context::add);
          known.getItem2().map(Account::agency).ifPresent(context::add);
          return passwords.objection(password, context);
        });
  }

  /// Keeps one that was looked at.
  ///
  /// @param but the session in which it is chosen, if any: it goes on
  public Uni<Void> keep(UUID account, String password, Optional<UUID> but, Trail trail) {
    var event =
        new FactorAdded(account.toString(), Factor.PASSWORD.word(), UUID.randomUUID().toString());
    return passwords
        .seal(account, password)
        .flatMap(sealed ->
            Uni.createFrom()
                .completionStage(() -> store.append(trail.attributes(account), List.of(event)))
                .chain(() -> endSessions(account, but, trail))
                .chain(() -> accounts.change(account, sealed)))
        .chain(() -> endSessions(account, but, trail));
  }

  // Before and after: whatever stops it in between, none is left that was open when it began.
  private Uni<Void> endSessions(UUID account, Optional<UUID> but, Trail trail) {
    return sessions.endAll(account, but, EndCause.CREDENTIAL_CHANGED, trail);
  }
}
