package fr.vigie.identity.signin;

import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.figures.StepFigures;
import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.guesses.Told;
import fr.vigie.identity.passkey.Judgement;
import fr.vigie.identity.passkey.Models;
import fr.vigie.identity.passkey.Passkey;
import fr.vigie.identity.passkey.PasskeyRefusal;
import fr.vigie.identity.passkey.Passkeys;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.session.Sessions.Opened;
import fr.vigie.identity.session.ShownFactors;
import fr.vigie.identity.signin.SignIn.Ask;
import fr.vigie.identity.signin.SignIn.AwaitsPasskey;
import fr.vigie.identity.signin.SignIn.AwaitsPassword;
import fr.vigie.identity.signin.SignIn.Complete;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The door to signing in with a passkey, and to getting the first one where nothing less will do.
/// A passkey is never a guess, but without lockout-service nobody signs in with one either: it is
/// what says that an account may act at all.
@ApplicationScoped
class PasskeySignIns {

  private final Passkeys passkeys;
  private final Models models;
  private final Accounts accounts;
  private final AccountKeys accountKeys;
  private final Guesses guesses;
  private final Journeys journeys;
  private final Sessions sessions;
  private final Failures failures;
  private final StepFigures figures;

  PasskeySignIns(
      Passkeys passkeys,
      Models models,
      Accounts accounts,
      AccountKeys accountKeys,
      Guesses guesses,
      Journeys journeys,
      Sessions sessions,
      Failures failures,
      StepFigures figures) {
    this.passkeys = passkeys;
    this.models = models;
    this.accounts = accounts;
    this.accountKeys = accountKeys;
    this.guesses = guesses;
    this.journeys = journeys;
    this.sessions = sessions;
    this.failures = failures;
    this.figures = figures;
  }

  /// What the browser needs to ask for a passkey.
  String toShow(String request, String visit) {
    return passkeys.toShow(bound(request, visit));
  }

  /// What the browser needs to make one; nothing where this journey is not to.
  Uni<String> toMake(Opaque secret, Journeys.Journey journey) {
    return accounts
        .profile(journey.account())
        .flatMap(
            profile -> passkeys.toMake(journey.account(), profile.orElseThrow(), bound(secret)));
  }

  /// Signs in with a passkey alone.
  ///
  /// @param json what the browser's authenticator said
  Uni<Answer> passkey(String request, String visit, String json, Trail trail) {
    return figures.timed(Factor.PASSKEY.word(), look(request, visit, json, trail), Answer::word);
  }

  private Uni<Answer> look(String request, String visit, String json, Trail trail) {
    return passkeys
        .look(json)
        .flatMap(shown ->
            switch (shown) {
              case Passkeys.Shown.Nobodys(var credential, var why) ->
                  failures.ofPasskey(why.word(), accountKeys.ofPasskey(credential), trail);
              case Passkeys.Shown.Claimed claimed ->
                  keyOf(claimed.passkey())
                      .flatMap(key -> permitted(request, visit, claimed, key, trail));
            });
  }

  private Uni<String> keyOf(Passkey passkey) {
    return accounts
        .profile(passkey.account())
        .map(profile -> accountKeys.of(new Login(profile.orElseThrow().login())));
  }

  private Uni<Answer> permitted(
      String request, String visit, Passkeys.Shown.Claimed claimed, String key, Trail trail) {
    return guesses
        .ask(key, Factor.PASSKEY, trail)
        .flatMap(permit ->
            switch (permit) {
              case Permit.Granted granted ->
                  passkeys
                      .verify(claimed, bound(request, visit))
                      .flatMap(this::allowed)
                      .flatMap(judged -> tell(request, granted, key, judged, trail));
              case Permit.Denied _ -> failures.ofPasskey(Reason.REFUSED.word(), key, trail);
              case Permit.Unheard _ -> away(key, trail);
            });
  }

  // A role may ask for more than the passkey was added with.
  private Uni<Judgement> allowed(Judgement judged) {
    return judged instanceof Judgement.Good(var passkey)
        ? models
            .allow(passkey)
            .map(allowed -> allowed ? judged : new Judgement.Bad(PasskeyRefusal.MODEL))
        : Uni.createFrom().item(judged);
  }

  private Uni<Answer> refused(PasskeyRefusal why, String key, Trail trail) {
    var answer = failures.ofPasskey(why.word(), key, trail);
    return why.isOfTheModel() ? answer.replaceWith(new Answer.WrongModel()) : answer;
  }

  private Uni<Answer> tell(
      String request, Permit.Granted granted, String key, Judgement judged, Trail trail) {
    var good = judged instanceof Judgement.Good;
    return guesses
        .tell(granted, key, good, good, trail)
        .flatMap(told ->
            switch (judged) {
              case Judgement.Bad(var why) -> refused(why, key, trail);
              case Judgement.Good(var passkey) ->
                  switch (told) {
                    case Told.Taken(var device) -> open(request, passkey, device, trail);
                    case Told.NotTaken _ -> away(key, trail);
                  };
            });
  }

  private Uni<Answer> away(String key, Trail trail) {
    return failures.ofPasskey(Reason.UNAVAILABLE.word(), key, trail).replaceWith(new Answer.Away());
  }

  private Uni<Answer> open(String request, Passkey passkey, Optional<String> device, Trail trail) {
    var shown =
        passkey.isBoundToItsDevice() ? ShownFactors.BOUND_PASSKEY : ShownFactors.SHARED_PASSKEY;
    var finding = new Finding.RightPasskey(passkey.account(), shown);
    return new AwaitsPassword().after(finding, Ask.PASSKEY) instanceof Complete(var id, var both)
        ? accounts
            .find(id)
            .flatMap(account ->
                account.isEmpty()
                    ? Uni.createFrom().item(new Answer.Stale())
                    : sessions
                        .open(account.get(), both, trail)
                        .flatMap(opened -> opened(opened, request, passkey, device, trail)))
        : Uni.createFrom().item(new Answer.Stale());
  }

  // Whoever took the passkey away ended the sessions they found, and this one may not have been
  // among them yet.
  private Uni<Answer> opened(
      Opened opened, String request, Passkey passkey, Optional<String> device, Trail trail) {
    return passkeys
        .of(passkey.account())
        .flatMap(all ->
            all.stream().anyMatch(one -> one.reference().equals(passkey.reference()))
                ? Uni.createFrom().item(new Answer.SignedIn(opened.secret(), request, device))
                : sessions
                    .end(opened.session().id(), EndCause.CREDENTIAL_CHANGED, trail)
                    .replaceWith(new Answer.Stale()));
  }

  /// Adds the passkey without which this journey's account is not let in. The journey is over then:
  /// the new passkey is shown right away, from the start.
  Uni<Answer> enrol(Opaque secret, String json, Trail trail) {
    return journeys
        .find(secret)
        .flatMap(found ->
            found.filter(journey -> journey.state() instanceof SignIn.Enrols).isEmpty()
                ? Uni.createFrom().item(new Answer.Stale())
                : passkeys
                    .add(found.get().account(), json, bound(secret), trail)
                    .flatMap(judged ->
                        switch (judged) {
                          case Judgement.Good(var passkey) -> added(secret, found.get(), passkey);
                          case Judgement.Bad(var why) ->
                              refused(why, found.get().accountKey(), trail);
                        }));
  }

  private Uni<Answer> added(Opaque secret, Journeys.Journey journey, Passkey passkey) {
    return journey.state().after(new Finding.Added(passkey.account()), Ask.PASSKEY)
            instanceof AwaitsPasskey
        ? journeys.end(secret).replaceWith(new Answer.AskForPasskey(true))
        : Uni.createFrom().item(new Answer.Stale());
  }

  private static String bound(String request, String visit) {
    return "sign-in " + request + " " + visit;
  }

  private static String bound(Opaque journey) {
    return "enrol " + journey.value();
  }
}
