package fr.vigie.identity.platform;

import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.ResetEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What a native image has to keep for JSON, in one place. HTTP bodies are found by Quarkus itself.
@RegisterForReflection(
    targets = {
      IdentityEvent.AccountCreated.class,
      IdentityEvent.AccountInvited.class,
      IdentityEvent.InvitationApproved.class,
      IdentityEvent.ProfileChanged.class,
      IdentityEvent.AccountClosed.class,
      IdentityEvent.AccountReopened.class,
      IdentityEvent.RolesRequested.class,
      IdentityEvent.RolesGranted.class,
      IdentityEvent.RolesRefused.class,
      IdentityEvent.RolesWithdrawn.class,
      IdentityEvent.RolesReviewed.class,
      IdentityEvent.SignedIn.class,
      IdentityEvent.SignInFailed.class,
      IdentityEvent.SessionEnded.class,
      IdentityEvent.FactorAdded.class,
      IdentityEvent.FactorRemoved.class,
      IdentityEvent.RecoveryCodeUsed.class,
      IdentityEvent.ProbationStarted.class,
      IdentityEvent.FederatedIdentityBound.class,
      IdentityEvent.SigningKeyMade.class,
      ResetEvent.ResetRequested.class,
      ResetEvent.ResetApproved.class,
      ResetEvent.ResetDeclined.class,
      ResetEvent.ResetLinkMade.class,
      ResetEvent.ResetCompleted.class,
      ResetEvent.ResetStepRefused.class,
      ResetEvent.NoticeSent.class,
      AlertEvent.AlertRaised.class
    })
final class NativeHints {

  private NativeHints() {}
}
