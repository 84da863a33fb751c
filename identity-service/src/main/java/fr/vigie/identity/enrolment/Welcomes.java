package fr.vigie.identity.enrolment;

import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.invitation.Invitations;
import fr.vigie.identity.password.PasswordRefusal;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.recovery.RecoveryCode;
import fr.vigie.identity.recovery.RecoveryCodes;
import fr.vigie.identity.totp.OneTimeCode;
import fr.vigie.identity.totp.Totps;
import fr.vigie.identity.totp.Totps.Offer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The first factors of an account, all of them or none that is seen: what can be wrong without the
/// code is looked at before it, so that a weak password costs no try.
@ApplicationScoped
class Welcomes {

  /// What somebody chose.
  record Chosen(String code, String password, String again, Offer offer, OneTimeCode shown) {

    @Override
    public String toString() {
      return "Chosen[******]";
    }
  }

  /// What came of it.
  sealed interface Outcome {

    /// The account has its factors; these are shown once.
    record Done(List<RecoveryCode> codes) implements Outcome {}

    /// The password does not do.
    record BadPassword(PasswordRefusal why) implements Outcome {}

    /// The authenticator does not have the secret.
    record BadAuthenticator() implements Outcome {}

    /// Code and link do not belong together, or there were too many tries.
    record BadCode() implements Outcome {}
  }

  private final Invitations invitations;
  private final NewPasswords newPasswords;
  private final Totps totps;
  private final RecoveryCodes recoveryCodes;
  private final Refusals refusals;

  Welcomes(
      Invitations invitations,
      NewPasswords newPasswords,
      Totps totps,
      RecoveryCodes recoveryCodes,
      Refusals refusals) {
    this.invitations = invitations;
    this.newPasswords = newPasswords;
    this.totps = totps;
    this.recoveryCodes = recoveryCodes;
    this.refusals = refusals;
  }

  Uni<Outcome> enrol(Opaque link, UUID account, Chosen chosen, Trail trail) {
    if (!totps.shows(chosen.offer(), chosen.shown())) {
      return Uni.createFrom().item(new Outcome.BadAuthenticator());
    }
    return newPasswords
        .objection(account, chosen.password(), chosen.again())
        .flatMap(refusal ->
            refusal.isPresent()
                ? Uni.createFrom().item(new Outcome.BadPassword(refusal.get()))
                : invitations
                    .isRight(link, chosen.code())
                    .flatMap(right ->
                        right
                            ? keep(account, chosen, trail)
                            : refusals
                                .noteOf(account, "welcome", "wrong-code", trail)
                                .replaceWith(new Outcome.BadCode())));
  }

  // The invitation ends last: whoever is interrupted comes again by the same link and code.
  private Uni<Outcome> keep(UUID account, Chosen chosen, Trail trail) {
    return newPasswords
        .keep(account, chosen.password(), Optional.empty(), trail)
        .chain(() -> totps.bind(account, chosen.offer(), chosen.shown(), trail))
        .chain(() -> recoveryCodes.renew(account, trail))
        .call(() -> invitations.end(account))
        .map(Outcome.Done::new);
  }
}
