package fr.vigie.identity.signin;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.eventstore.EventStore;
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
import java.util.List;
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
  private final EventStore store;
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
      EventStore store) {
    this.accounts = accounts;
    this.accountKeys = accountKeys;
    this.guesses = guesses;
    this.passwords = passwords;
    this.totps = totps;
    this.journeys = journeys;
    this.sessions = sessions;
    this.store = store;
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
                      .flatMap(found -> tell(granted, key, found, trail));
              case Permit.Denied _ -> not(Factor.PASSWORD, Reason.REFUSED);
              case Permit.Unheard _ -> not(Factor.PASSWORD, Reason.UNAVAILABLE);
            })
        .onTermination()
        .invoke(() -> turn.get().over())
        .flatMap(finding ->
            switch (new AwaitsPassword().after(finding)) {
              case AwaitsCode state ->
                  journeys
                      .begin(new Journeys.Journey(request, state, key))
                      .map(Answer.AskCode::new);
              case AwaitsPassword _, Complete _ ->
                  failed(finding, key, passwordPace, started, trail);
            });
  }

  private Uni<Finding> verify(Turn turn, Login login, String password) {
    return accounts
        .secrets(login)
        .flatMap(known ->
            passwords
                .matches(turn, known.map(Secrets::account), known.map(Secrets::password), password)
                .map(right -> finding(right, known.map(Secrets::account), Factor.PASSWORD)));
  }

  /// The second step.
  Uni<Answer> code(Opaque secret, OneTimeCode code, Trail trail) {
    var started = System.nanoTime();
    return journeys
        .find(secret)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(new Answer.Stale())
                : code(secret, found.get(), code, started, trail));
  }

  private Uni<Answer> code(
      Opaque secret, Journeys.Journey journey, OneTimeCode code, long started, Trail trail) {
    var account = journey.state().account();
    var key = journey.accountKey();
    return guesses
        .ask(key, Factor.CODE, trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted ->
                  totps
                      .spend(account, code)
                      .map(right -> finding(right, Optional.of(account), Factor.CODE))
                      .flatMap(found -> tell(granted, key, found, trail));
              case Permit.Denied _ -> not(Factor.CODE, Reason.REFUSED);
              case Permit.Unheard _ -> not(Factor.CODE, Reason.UNAVAILABLE);
            })
        .flatMap(finding ->
            switch (journey.state().after(finding)) {
              case Complete(var complete, var shown) ->
                  open(secret, journey, complete, shown, device(finding), trail);
              case AwaitsPassword _, AwaitsCode _ -> failed(finding, key, codePace, started, trail);
            });
  }

  // The journey ends first: whatever fails after, it opens no second session.
  private Uni<Answer> open(
      Opaque secret,
      Journeys.Journey journey,
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
                ? Uni.createFrom().item(new Answer.Stale())
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
  private Uni<Finding> tell(Permit.Granted permit, String key, Finding finding, Trail trail) {
    var right = finding instanceof Finding.Right;
    var factor =
        switch (finding) {
          case Finding.Right(var shown, _, _) -> shown;
          case Finding.Not(var shown, _) -> shown;
        };
    return guesses
        .tell(permit, key, right, right && factor == Factor.CODE, trail)
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

  private Uni<Answer> failed(Finding finding, String key, Pace pace, long started, Trail trail) {
    if (!(finding instanceof Finding.Not(var factor, var reason))) {
      return Uni.createFrom().item(new Answer.Stale());
    }
    var event = new SignInFailed(key, factor.word(), reason.word());
    var answer =
        Uni.createFrom()
            .completionStage(() -> store.append(trail.attributes(), List.of(event)))
            .<Answer>map(
                _ -> reason == Reason.UNAVAILABLE ? new Answer.Away() : new Answer.NotRecognised());
    return switch (reason) {
      case WRONG_SECRET, UNKNOWN_ACCOUNT -> answer.invoke(() -> pace.saw(since(started)));
      case REFUSED ->
          answer.flatMap(refused -> {
            var left = pace.left(since(started));
            return left.isZero()
                ? Uni.createFrom().item(refused)
                : Uni.createFrom().item(refused).onItem().delayIt().by(left);
          });
      case UNAVAILABLE -> answer;
    };
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
