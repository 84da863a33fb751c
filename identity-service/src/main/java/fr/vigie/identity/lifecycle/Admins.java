package fr.vigie.identity.lifecycle;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Organisations;
import fr.vigie.identity.platform.References;
import fr.vigie.kit.Caller;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.kit.StepUp;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/// Whoever looks after accounts, and whose: those of France Travail all of them, those of a Cap
/// emploi its own (R56). To change one, the factors were shown within the last five minutes (R22).
@ApplicationScoped
public class Admins {

  private final Callers callers;
  private final Accounts accounts;
  private final Clock clock;

  Admins(Callers callers, Accounts accounts, Clock clock) {
    this.callers = callers;
    this.accounts = accounts;
    this.clock = clock;
  }

  Caller looking() {
    return callers.current();
  }

  /// Whoever is about to change something.
  ///
  /// @throws RuntimeException the challenge of RFC 9470, where the factors are stale
  public Caller changing() {
    var admin = callers.current();
    StepUp.require(admin, clock.instant());
    return admin;
  }

  /// Whose accounts an admin looks after; empty for everybody's.
  public static Optional<String> scope(Caller admin) {
    return Optional.of(admin.organisation())
        .filter(organisation -> !Organisations.isEverybodys(organisation));
  }

  /// The account, where it is one this admin looks after. Others look like none.
  public Uni<Account> account(Caller admin, String reference) {
    return accounts
        .find(References.of(reference).orElseThrow(Admins::none))
        .map(found ->
            found
                .filter(account ->
                    Organisations.looksAfter(admin.organisation(), account.organisation()))
                .orElseThrow(Admins::none));
  }

  private static RuntimeException none() {
    return Problems.of(
        404,
        "no-account",
        "No such account",
        "There is no account of this reference that you look after. Look at the list.");
  }
}
