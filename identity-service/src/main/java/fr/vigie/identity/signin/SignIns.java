package fr.vigie.identity.signin;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Secrets;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.guesses.Told;
import fr.vigie.identity.password.Passwords;
import fr.vigie.identity.password.Turn;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.session.ShownFactors;
import fr.vigie.identity.signin.Journeys.Journey;
import fr.vigie.identity.signin.Journeys.Stage;
import fr.vigie.identity.signin.SignIn.Ask;
import fr.vigie.identity.signin.SignIn.AwaitsCode;
import fr.vigie.identity.signin.SignIn.AwaitsPassword;
import fr.vigie.identity.signin.SignIn.Complete;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Reason;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// The door to signing in. Each step: a permit, then the secret, then its outcome told, and only
/// then what follows from it.
@ApplicationScoped
class SignIns {

  private static final Duration FIRST_PASSWORD = Duration.ofMillis(120);
  private static final Duration FIRST_CODE = Duration.ofMillis(20);

  private final Accounts accounts;
  private final AccountKeys accountKeys;
  private final Guesses guesses;
  private final Passwords passwords;
  private final Totps totps;
  private final Journeys journeys;
  private final Sessions sessions;
  private final Asks asks;
  private final Failures failures;
  private final Pace passwordPace = new Pace(FIRST_PASSWORD);
  private final Pace codePace = new Pace(FIRST_CODE);

  SignIns(
      Accounts accounts,
      AccountKeys accountKeys,
      Guesses guesses,
      Passwords passwords,
      Totps totps,
      Journeys journeys,
      Sessions sessions,
      Asks asks,
      Failures failures) {
    this.accounts = accounts;
    this.accountKeys = accountKeys;
    this.guesses = guesses;
    this.passwords = passwords;
    this.totps = totps;
    this.journeys = journeys;
    this.sessions = sessions;
    this.asks = asks;
    this.failures = failures;
  }

  /// The first step.
  Uni<Answer> password(String request, Login login, String password, Trail trail) {
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
                      .flatMap(found -> tell(granted, key, Factor.PASSWORD, found, false, trail));
              case Permit.Denied _ -> not(Factor.PASSWORD, Reason.REFUSED);
              case Permit.Unheard _ -> not(Factor.PASSWORD, Reason.UNAVAILABLE);
            })
        .onTermination()
        .invoke(() -> turn.get().over())
        .flatMap(finding ->
            switch (finding) {
              case Finding.Not not -> failures.of(not, key, passwordPace, started, trail);
              case Finding.Right _, Finding.RightPasskey _, Finding.Added _ ->
                  new AwaitsPassword().after(finding, Ask.TWO_FACTORS) instanceof AwaitsCode(var id)
                      ? journeys
                          .begin(new Journey(request, Stage.AWAITS_CODE, id, key))
                          .map(Answer.AskCode::new)
                      : stale();
            });
  }

  private Uni<Finding> verify(Turn turn, Login login, String password) {
    return accounts
        .secrets(login)
        .flatMap(known ->
            passwords
                .look(turn, known.map(Secrets::account), known.map(Secrets::password), password)
                .flatMap(looked ->
                    renew(known, looked)
                        .replaceWith(
                            finding(
                                looked.right(), known.map(Secrets::account), Factor.PASSWORD))));
  }

  private Uni<Void> renew(Optional<Secrets> known, Passwords.Looked looked) {
    return known.isEmpty() || looked.renewed().isEmpty()
        ? Uni.createFrom().voidItem()
        : accounts.renew(known.get(), looked.renewed().get());
  }

  /// The second step.
  Uni<Answer> code(Opaque secret, OneTimeCode code, Trail trail) {
    var started = System.nanoTime();
    return journeys
        .find(secret)
        .flatMap(found ->
            found.filter(journey -> journey.stage() == Stage.AWAITS_CODE).isEmpty()
                ? stale()
                : code(secret, found.get(), code, started, trail));
  }

  private Uni<Answer> code(
      Opaque secret, Journey journey, OneTimeCode code, long started, Trail trail) {
    var key = journey.accountKey();
    return guesses
        .ask(key, Factor.CODE, trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted -> code(granted, secret, journey, code, started, trail);
              case Permit.Denied _ ->
                  failures.of(notTheCode(Reason.REFUSED), key, codePace, started, trail);
              case Permit.Unheard _ ->
                  failures.of(notTheCode(Reason.UNAVAILABLE), key, codePace, started, trail);
            });
  }

  private Uni<Answer> code(
      Permit.Granted granted,
      Opaque secret,
      Journey journey,
      OneTimeCode code,
      long started,
      Trail trail) {
    var account = journey.account();
    return Uni.combine()
        .all()
        .unis(totps.spend(account, code), asks.of(account))
        .asTuple()
        .flatMap(both -> {
          var ask = both.getItem2();
          var found = finding(both.getItem1(), Optional.of(account), Factor.CODE);
          var completes = ask == Ask.TWO_FACTORS;
          return tell(granted, journey.accountKey(), Factor.CODE, found, completes, trail)
              .flatMap(finding ->
                  finding instanceof Finding.Not not
                      ? failures.of(not, journey.accountKey(), codePace, started, trail)
                      : goOn(
                          secret,
                          journey,
                          journey.state().after(finding, ask),
                          device(finding),
                          trail));
        });
  }

  private Uni<Answer> goOn(
      Opaque secret, Journey journey, SignIn next, Optional<String> device, Trail trail) {
    return switch (next) {
      case Complete(var account, var shown) -> open(secret, journey, account, shown, device, trail);
      case SignIn.Enrols _ ->
          journeys
              .move(secret, Stage.AWAITS_CODE, Stage.ENROLS)
              .map(moved -> moved ? new Answer.AskToEnrol() : new Answer.Stale());
      case SignIn.AwaitsPasskey _ ->
          journeys.end(secret).replaceWith(new Answer.AskForPasskey(false));
      case AwaitsPassword _, AwaitsCode _ -> stale();
    };
  }

  // The journey ends first: whatever fails after, it opens no second session.
  private Uni<Answer> open(
      Opaque secret,
      Journey journey,
      UUID id,
      ShownFactors shown,
      Optional<String> device,
      Trail trail) {
    return journeys
        .end(secret)
        .flatMap(
            ended -> ended ? accounts.find(id) : Uni.createFrom().item(Optional.<Account>empty()))
        .flatMap(account ->
            account.isEmpty()
                ? stale()
                : sessions
                    .open(account.get(), shown, trail)
                    .map(
                        opened -> new Answer.SignedIn(opened.secret(), journey.request(), device)));
  }

  private static Finding finding(boolean right, Optional<UUID> account, Factor factor) {
    if (account.isEmpty()) {
      return new Finding.Not(factor, Reason.UNKNOWN_ACCOUNT);
    }
    return right
        ? new Finding.Right(factor, account.get())
        : new Finding.Not(factor, Reason.WRONG_SECRET);
  }

  // An outcome that was not heard grants nothing, right or wrong: it counts as a failure there, and
  // the answer must not tell which it was.
  private Uni<Finding> tell(
      Permit.Granted permit,
      String key,
      Factor factor,
      Finding finding,
      boolean completes,
      Trail trail) {
    var right = !(finding instanceof Finding.Not);
    return guesses
        .tell(permit, key, right, right && completes, trail)
        .map(told ->
            switch (told) {
              case Told.Taken(var device)
                  when finding instanceof Finding.Right(var shown, var account, _) ->
                  new Finding.Right(shown, account, device);
              case Told.Taken _ -> finding;
              case Told.NotTaken _ -> new Finding.Not(factor, Reason.UNAVAILABLE);
            });
  }

  private static Optional<String> device(Finding finding) {
    return finding instanceof Finding.Right(_, _, var device) ? device : Optional.empty();
  }

  private static Uni<Finding> not(Factor factor, Reason reason) {
    return Uni.createFrom().item(new Finding.Not(factor, reason));
  }

  private static Finding.Not notTheCode(Reason reason) {
    return new Finding.Not(Factor.CODE, reason);
  }

  private static Uni<Answer> stale() {
    return Uni.createFrom().item(new Answer.Stale());
  }
}
