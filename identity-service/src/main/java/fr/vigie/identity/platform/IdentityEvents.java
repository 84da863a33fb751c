package fr.vigie.identity.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountInvited;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.FederatedIdentityBound;
import fr.vigie.contracts.identity.IdentityEvent.InvitationApproved;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.contracts.identity.IdentityEvent.ProfileChanged;
import fr.vigie.contracts.identity.IdentityEvent.RecoveryCodeUsed;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesReviewed;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.contracts.identity.IdentityEvent.SigningKeyMade;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.kit.Deeds;
import java.util.Set;

/// The one table of names under which this service's events are stored, and their tags.
public final class IdentityEvents {

  private IdentityEvents() {}

  /// Finds what happened to an account.
  public static EventTag account(String account) {
    return EventTag.of("account", account);
  }

  /// Finds what happened to a session.
  public static EventTag session(String session) {
    return EventTag.of("session", session);
  }

  /// Finds what was tried under a login.
  public static EventTag accountKey(String accountKey) {
    return EventTag.of("account-key", accountKey);
  }

  /// Finds what happened to a signing key.
  public static EventTag signingKey(String key) {
    return EventTag.of("signing-key", key);
  }

  /// Finds an alert of this service's.
  public static EventTag alert(String alert) {
    return EventTag.of("alert", alert);
  }

  /// The key that orders an event on Kafka.
  public static String key(IdentityEvent event) {
    return switch (event) {
      case AccountCreated created -> created.account();
      case AccountInvited told -> told.account();
      case InvitationApproved told -> told.account();
      case ProfileChanged told -> told.account();
      case AccountClosed told -> told.account();
      case AccountReopened told -> told.account();
      case RolesRequested told -> told.account();
      case RolesGranted told -> told.account();
      case RolesRefused told -> told.account();
      case RolesWithdrawn told -> told.account();
      case RolesReviewed told -> told.account();
      case SignedIn in -> in.account();
      case SignInFailed failed -> failed.accountKey();
      case SessionEnded ended -> ended.account();
      case FactorAdded added -> added.account();
      case FactorRemoved removed -> removed.account();
      case RecoveryCodeUsed used -> used.account();
      case ProbationStarted started -> started.account();
      case FederatedIdentityBound bound -> bound.account();
      case SigningKeyMade made -> made.key();
    };
  }

  static EventTypes table(ObjectMapper json) {
    var refused = RequestRefusals.register(EventTypes.builder(json, Deeds::attributes));
    return ResetEvents.register(refused)
        .stored(
            "identity.account-created", 1, AccountCreated.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.profile-changed", 1, ProfileChanged.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.account-closed", 1, AccountClosed.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.account-reopened",
            1,
            AccountReopened.class,
            e -> Set.of(account(e.account())))
        .stored(
            "identity.roles-requested", 1, RolesRequested.class, e -> Set.of(account(e.account())))
        .stored("identity.roles-granted", 1, RolesGranted.class, e -> Set.of(account(e.account())))
        .stored("identity.roles-refused", 1, RolesRefused.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.roles-withdrawn", 1, RolesWithdrawn.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.roles-reviewed", 1, RolesReviewed.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.account-invited", 1, AccountInvited.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.invitation-approved",
            1,
            InvitationApproved.class,
            e -> Set.of(account(e.account())))
        .stored(
            "identity.signed-in",
            1,
            SignedIn.class,
            e -> Set.of(account(e.account()), session(e.session())))
        .stored(
            "identity.sign-in-failed",
            1,
            SignInFailed.class,
            e -> Set.of(accountKey(e.accountKey())))
        .stored(
            "identity.session-ended",
            1,
            SessionEnded.class,
            e -> Set.of(account(e.account()), session(e.session())))
        .stored("identity.factor-added", 1, FactorAdded.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.factor-removed", 1, FactorRemoved.class, e -> Set.of(account(e.account())))
        .stored(
            "identity.federated-identity-bound",
            1,
            FederatedIdentityBound.class,
            e -> Set.of(account(e.account())))
        .stored(
            "identity.recovery-code-used",
            1,
            RecoveryCodeUsed.class,
            e -> Set.of(account(e.account())))
        .stored(
            "identity.probation-started",
            1,
            ProbationStarted.class,
            e -> Set.of(account(e.account())))
        .stored(
            "identity.signing-key-made", 1, SigningKeyMade.class, e -> Set.of(signingKey(e.key())))
        .stored("alerts.alert-raised", 1, AlertRaised.class, e -> Set.of(alert(e.alert())))
        .build();
  }
}
