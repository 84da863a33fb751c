package fr.vigie.identity.signin;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.figures.StepFigures;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.recovery.RecoveryCode;
import fr.vigie.identity.recovery.RecoveryCodes;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.session.Sessions.Opened;
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

/// The door to what comes after the password: the one-time code, or a recovery code in its place.
@ApplicationScoped
class SecondStep {

  /// What somebody shows in the second step.
  sealed interface Shown {

    /// What the authenticator application says now.
    record Code(OneTimeCode code) implements Shown {}

    /// One of the ten on paper.
    record Recovery(RecoveryCode code) implements Shown {}

    default Factor factor() {
      return switch (this) {
        case Code _ -> Factor.CODE;
        case Recovery _ -> Factor.RECOVERY_CODE;
      };
    }
  }

  private static final Duration FIRST = Duration.ofMillis(20);

  private final Guesses guesses;
  private final Outcomes outcomes;
  private final Totps totps;
  private final RecoveryCodes recoveryCodes;
  private final Journeys journeys;
  private final Sessions sessions;
  private final Asks asks;
  private final Failures failures;
  private final StepFigures figures;
  private final Pace codePace = new Pace(FIRST);
  private final Pace recoveryPace = new Pace(FIRST);

  SecondStep(
      Guesses guesses,
      Outcomes outcomes,
      Totps totps,
      RecoveryCodes recoveryCodes,
      Journeys journeys,
      Sessions sessions,
      Asks asks,
      Failures failures,
      StepFigures figures) {
    this.guesses = guesses;
    this.outcomes = outcomes;
    this.totps = totps;
    this.recoveryCodes = recoveryCodes;
    this.journeys = journeys;
    this.sessions = sessions;
    this.asks = asks;
    this.failures = failures;
    this.figures = figures;
  }

  /// Takes it.
  ///
  /// @param secret the journey's
  /// @param journey as it was just found
  Uni<Answer> take(Opaque secret, Journey journey, Shown shown, Trail trail) {
    var started = System.nanoTime();
    var step =
        journey.stage() == Stage.AWAITS_CODE
            ? take(secret, journey, shown, started, trail)
            : stale();
    return figures.timed(shown.factor().word(), step, Answer::word);
  }

  private Uni<Answer> take(Opaque secret, Journey journey, Shown shown, long started, Trail trail) {
    return guesses
        .ask(journey.accountKey(), shown.factor(), trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted -> take(granted, secret, journey, shown, started, trail);
              case Permit.Denied _ -> not(shown, Reason.REFUSED, journey, started, trail);
              case Permit.Unheard _ -> not(shown, Reason.UNAVAILABLE, journey, started, trail);
            });
  }

  private Uni<Answer> take(
      Permit.Granted granted,
      Opaque secret,
      Journey journey,
      Shown shown,
      long started,
      Trail trail) {
    var id = journey.account();
    return Uni.combine()
        .all()
        .unis(spend(id, shown, trail), asks.of(id))
        .asTuple()
        .flatMap(both -> {
          var asked = both.getItem2();
          var found = Outcomes.finding(both.getItem1(), Optional.of(id), shown.factor());
          var completes = asked.ask() == Ask.TWO_FACTORS;
          return outcomes
              .tell(granted, journey.accountKey(), shown.factor(), found, completes, trail)
              .flatMap(finding ->
                  finding instanceof Finding.Not(_, var reason)
                      ? not(shown, reason, journey, started, trail)
                      : goOn(
                          secret,
                          journey,
                          asked.account(),
                          journey.state().after(finding, asked.ask()),
                          device(finding),
                          trail));
        });
  }

  private Uni<Boolean> spend(UUID account, Shown shown, Trail trail) {
    return switch (shown) {
      case Shown.Code(var code) -> totps.spend(account, code);
      case Shown.Recovery(var code) -> recoveryCodes.spend(account, code, trail);
    };
  }

  private Pace pace(Shown shown) {
    return switch (shown) {
      case Shown.Code _ -> codePace;
      case Shown.Recovery _ -> recoveryPace;
    };
  }

  private Uni<Answer> goOn(
      Opaque secret,
      Journey journey,
      Optional<Account> account,
      SignIn next,
      Optional<String> device,
      Trail trail) {
    return switch (next) {
      case Complete(var id, var shown) ->
          open(secret, journey, account.filter(one -> one.id().equals(id)), shown, device, trail);
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
      Optional<Account> account,
      ShownFactors shown,
      Optional<String> device,
      Trail trail) {
    return journeys
        .end(secret)
        .flatMap(ended ->
            !ended || account.isEmpty()
                ? stale()
                : sessions
                    .open(account.get(), shown, trail)
                    .flatMap(opened -> opened(opened, journey, device, trail)));
  }

  // A new factor ended the sessions that it found, and this one may not have been among them yet.
  private Uni<Answer> opened(Opened opened, Journey journey, Optional<String> device, Trail trail) {
    return journeys
        .hasItsFactors(journey)
        .flatMap(still ->
            still
                ? Uni.createFrom()
                    .item(new Answer.SignedIn(opened.secret(), journey.request(), device))
                : sessions
                    .end(opened.session().id(), EndCause.CREDENTIAL_CHANGED, trail)
                    .chain(SecondStep::stale));
  }

  private static Optional<String> device(Finding finding) {
    return finding instanceof Finding.Right(_, _, var device) ? device : Optional.empty();
  }

  private Uni<Answer> not(Shown shown, Reason reason, Journey journey, long started, Trail trail) {
    var finding = new Finding.Not(shown.factor(), reason);
    return failures.of(finding, journey.accountKey(), pace(shown), started, trail);
  }

  private static Uni<Answer> stale() {
    return Uni.createFrom().item(new Answer.Stale());
  }
}
