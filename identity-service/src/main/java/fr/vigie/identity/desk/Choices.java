package fr.vigie.identity.desk;

import fr.vigie.identity.account.AccountKeys;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Profile;
import fr.vigie.identity.enrolment.NewPasswords;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.passkey.Passkeys;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.recovery.RecoveryCodes;
import fr.vigie.identity.reset.ResetLinks;
import fr.vigie.identity.reset.ResetLinks.Link;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import fr.vigie.identity.totp.Totps.Offer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// What a person chooses anew by a link. In this order: the choice is looked at, the factor that
/// stays is shown, the link is used up and the event is durable; then it counts, and everything
/// that was opened with the old one is over.
@ApplicationScoped
class Choices {

  private static final Logger LOG = Logger.getLogger(Choices.class);

  private final ResetLinks links;
  private final StayingFactor staying;
  private final NewPasswords newPasswords;
  private final Totps totps;
  private final Passkeys passkeys;
  private final RecoveryCodes recoveryCodes;
  private final Sessions sessions;
  private final Guesses guesses;
  private final Accounts accounts;
  private final AccountKeys accountKeys;

  Choices(
      ResetLinks links,
      StayingFactor staying,
      NewPasswords newPasswords,
      Totps totps,
      Passkeys passkeys,
      RecoveryCodes recoveryCodes,
      Sessions sessions,
      Guesses guesses,
      Accounts accounts,
      AccountKeys accountKeys) {
    this.links = links;
    this.staying = staying;
    this.newPasswords = newPasswords;
    this.totps = totps;
    this.passkeys = passkeys;
    this.recoveryCodes = recoveryCodes;
    this.sessions = sessions;
    this.guesses = guesses;
    this.accounts = accounts;
    this.accountKeys = accountKeys;
  }

  /// A password, with a code of the authenticator that stays.
  Uni<Chosen> password(
      Link link,
      Opaque secret,
      Optional<OneTimeCode> code,
      String password,
      String again,
      Trail trail) {
    var account = link.account();
    return newPasswords
        .objection(account, password, again)
        .flatMap(objection -> {
          if (objection.isPresent()) {
            return Uni.createFrom().item(new Chosen.Objected(objection.get()));
          }
          if (code.isEmpty()) {
            return Uni.createFrom().item(new Chosen.NotRecognised());
          }
          return key(account)
              .flatMap(key ->
                  staying
                      .code(account, key, code.get(), trail)
                      .flatMap(shown ->
                          after(
                              shown,
                              link,
                              secret,
                              trail,
                              () ->
                                  newPasswords
                                      .keep(account, password, Optional.empty(), trail)
                                      .chain(() -> forget(key, trail)))));
        });
  }

  /// An authenticator, with the password that stays. Keys and codes of before open nothing any
  /// more: they may be with whoever has the telephone.
  Uni<Chosen> authenticator(
      Link link,
      Opaque secret,
      Offer offer,
      Optional<OneTimeCode> code,
      String password,
      Trail trail) {
    var account = link.account();
    if (code.isEmpty() || !totps.shows(offer, code.get())) {
      return Uni.createFrom().item(new Chosen.NotRecognised());
    }
    return accounts
        .profile(account)
        .map(Optional::orElseThrow)
        .flatMap(profile -> {
          var key = accountKeys.of(new Login(profile.login()));
          return staying
              .password(account, profile.login(), key, password, trail)
              .flatMap(shown ->
                  after(
                      shown,
                      link,
                      secret,
                      trail,
                      () ->
                          rebind(account, offer, code.get(), trail)
                              .chain(() -> forget(key, trail))));
        });
  }

  private Uni<Void> rebind(UUID account, Offer offer, OneTimeCode code, Trail trail) {
    return endSessions(account, trail)
        .chain(() -> passkeys.removeAll(account, "reset", trail))
        .chain(() -> recoveryCodes.forget(account, "reset", trail))
        .chain(() -> totps.bind(account, offer, code, trail))
        .chain(() -> endSessions(account, trail));
  }

  // Before and after: whatever stops it in between, none is left that was open when it began.
  private Uni<Void> endSessions(UUID account, Trail trail) {
    return sessions.endAll(account, Optional.empty(), EndCause.CREDENTIAL_CHANGED, trail);
  }

  /// What makes a choice count.
  private interface Keeping {
    Uni<Void> keep();
  }

  private Uni<Chosen> after(
      StayingFactor.Shown shown, Link link, Opaque secret, Trail trail, Keeping then) {
    return switch (shown) {
      case RIGHT ->
          links
              .complete(link, secret, trail)
              .flatMap(good ->
                  good
                      ? then.keep().replaceWith(new Chosen.Done())
                      : Uni.createFrom().item(new Chosen.Gone()));
      case WRONG -> Uni.createFrom().item(new Chosen.NotRecognised());
      case AWAY -> Uni.createFrom().item(new Chosen.Away());
      case BUSY -> Uni.createFrom().item(new Chosen.Busy());
    };
  }

  // A known device would be counted apart from strangers': after a reset there is none.
  private Uni<Void> forget(String key, Trail trail) {
    return guesses
        .forgetDevices(key, "reset", trail)
        .invoke(heard -> {
          if (!heard) {
            LOG.warn("lockout-service did not hear that devices are to be forgotten");
          }
        })
        .replaceWithVoid();
  }

  private Uni<String> key(UUID account) {
    return accounts
        .profile(account)
        .map(Optional::orElseThrow)
        .map(Profile::login)
        .map(login -> accountKeys.of(new Login(login)));
  }
}
