package fr.vigie.identity.signin;

import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.KeptPassword;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.figures.StepFigures;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.password.Turn;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.signin.Journeys.Journey;
import fr.vigie.identity.signin.Journeys.Stage;
import fr.vigie.identity.signin.SignIn.Ask;
import fr.vigie.identity.signin.SignIn.AwaitsCode;
import fr.vigie.identity.signin.SignIn.AwaitsPassword;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// The door to the first step of signing in. Each step: a permit, then the secret, then its outcome
/// told, and only then what follows from it.
@ApplicationScoped
class SignIns {

  /// What came of a password, and how often the account's factors had been replaced before it.
  private record Looked(Finding finding, int factors) {}

  private static final Duration FIRST_PASSWORD = Duration.ofMillis(120);

  private final Accounts accounts;
  private final AccountKeys accountKeys;
  private final Guesses guesses;
  private final Outcomes outcomes;
  private final Passwords passwords;
  private final Journeys journeys;
  private final Failures failures;
  private final StepFigures figures;
  private final Pace passwordPace = new Pace(FIRST_PASSWORD);

  SignIns(
      Accounts accounts,
      AccountKeys accountKeys,
      Guesses guesses,
      Outcomes outcomes,
      Passwords passwords,
      Journeys journeys,
      Failures failures,
      StepFigures figures) {
    this.accounts = accounts;
    this.accountKeys = accountKeys;
    this.guesses = guesses;
    this.outcomes = outcomes;
    this.passwords = passwords;
    this.journeys = journeys;
    this.failures = failures;
    this.figures = figures;
  }

  /// The first step.
  Uni<Answer> password(String request, Login login, String password, Trail trail) {
    return figures.timed(
        Factor.PASSWORD.word(), look(request, login, password, trail), Answer::word);
  }

  private Uni<Answer> look(String request, Login login, String password, Trail trail) {
    var turn = passwords.take();
    if (turn.isEmpty()) {
      return Uni.createFrom().item(new Answer.Busy());
    }
    var started = System.nanoTime();
    var key = accountKeys.of(login);
    return guesses
        .askForPassword(key, password, trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted ->
                  verify(turn.get(), login, password)
                      .flatMap(looked ->
                          outcomes
                              .tell(granted, key, Factor.PASSWORD, looked.finding(), false, trail)
                              .map(told -> new Looked(told, looked.factors())));
              case Permit.Denied _ -> not(Factor.PASSWORD, Reason.REFUSED);
              case Permit.Unheard _ -> not(Factor.PASSWORD, Reason.UNAVAILABLE);
            })
        .onTermination()
        .invoke(() -> turn.get().over())
        .flatMap(looked ->
            switch (looked.finding()) {
              case Finding.Not not -> failures.of(not, key, passwordPace, started, trail);
              case Finding.Right _, Finding.RightPasskey _, Finding.Added _ ->
                  new AwaitsPassword().after(looked.finding(), Ask.TWO_FACTORS)
                          instanceof AwaitsCode(var id)
                      ? journeys
                          .begin(new Journey(request, Stage.AWAITS_CODE, id, key, looked.factors()))
                          .map(Answer.AskCode::new)
                      : stale();
            });
  }

  private Uni<Looked> verify(Turn turn, Login login, String password) {
    return accounts
        .password(login)
        .flatMap(kept -> {
          var account = kept.map(KeptPassword::account);
          return passwords
              .look(turn, account, kept.map(KeptPassword::sealed), password)
              .flatMap(looked ->
                  renew(kept, looked)
                      .replaceWith(
                          new Looked(
                              Outcomes.finding(looked.right(), account, Factor.PASSWORD),
                              kept.map(KeptPassword::factors).orElse(0))));
        });
  }

  private Uni<Void> renew(Optional<KeptPassword> kept, Passwords.Looked looked) {
    return kept.isEmpty() || looked.renewed().isEmpty()
        ? Uni.createFrom().voidItem()
        : accounts.renew(kept.get(), looked.renewed().get());
  }

  private static Uni<Looked> not(Factor factor, Reason reason) {
    return Uni.createFrom().item(new Looked(new Finding.Not(factor, reason), 0));
  }

  private static Uni<Answer> stale() {
    return Uni.createFrom().item(new Answer.Stale());
  }
}
