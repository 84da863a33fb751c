package fr.vigie.contracts.identity;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;

/// What happens to accounts and sessions. No login, name or secret: `account` is a random
/// reference, and `accountKey` a keyed hash of the login that was typed, so that unknown logins
/// leave a trace too.
public sealed interface IdentityEvent extends Recorded {

  record AccountCreated(String account, String organisation, String agency, List<String> roles)
      implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("create-account", Outcome.DONE, account);
    }
  }

  /// An account without factors was invited to enrol some. Nobody can, before another admin has
  /// approved.
  record AccountInvited(String account, Instant until) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("invite-account", Outcome.DONE, account);
    }
  }

  /// Whoever has the link and the code may enrol factors.
  record InvitationApproved(String account) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("approve-invitation", Outcome.DONE, account);
    }
  }

  /// What the account is called is another name now; which one is not told.
  record ProfileChanged(String account) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("change-profile", Outcome.DONE, account);
    }
  }

  /// The account opens nothing any more, and has no roles any more.
  ///
  /// @param cause `left`, `dormant`, `deleted`
  record AccountClosed(String account, String cause) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("close-account", Outcome.DONE, account);
    }
  }

  /// A closed account opens again, without the roles it had.
  record AccountReopened(String account) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("reopen-account", Outcome.DONE, account);
    }
  }

  /// Roles were asked for, which another person has to approve.
  ///
  /// @param request reference of the request
  /// @param by account, or service, that asks
  record RolesRequested(String account, String request, List<String> roles, String by)
      implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("request-roles", Outcome.DONE, account);
    }
  }

  /// The roles of a request are the account's from now on.
  record RolesGranted(String account, String request, List<String> roles) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("grant-roles", Outcome.DONE, account);
    }
  }

  /// The roles of a request are not given.
  record RolesRefused(String account, String request, List<String> roles) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("grant-roles", Outcome.REFUSED, account);
    }
  }

  /// Roles are the account's no more, at once.
  record RolesWithdrawn(String account, List<String> roles) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("withdraw-roles", Outcome.DONE, account);
    }
  }

  /// Somebody looked at the account's roles, and they stay.
  record RolesReviewed(String account, List<String> roles) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("review-roles", Outcome.DONE, account);
    }
  }

  /// A sign-in was completed, with every factor it needs.
  ///
  /// @param methods the factors shown, as RFC 8176 names them where it does: `pwd` with `otp` or
  ///   `recovery`, or `user` (the device made sure of the person) with `hwk` or `swk` (a passkey
  ///   bound to its device, or not); never fewer than two
  record SignedIn(String account, String session, List<String> methods) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("sign-in", Outcome.DONE, account);
    }
  }

  /// A sign-in did not go on.
  ///
  /// @param factor `pwd`, `otp`, `recovery`, `passkey` or `federation`
  /// @param reason `wrong-secret`, `unknown-account`, `refused` (no permit), `unavailable`; of a
  ///   passkey also `unknown-passkey`, `challenge`, `wrong-origin`, `wrong-relying-party`,
  ///   `user-not-verified`, `cloned-counter`, `backup-flags`, `wrong-signature`, `invalid`,
  ///   `malformed`; of another provider's word also `weak-acr`, `unclear-identity`,
  ///   `unbound-identity`, `passkey-required`
  record SignInFailed(String accountKey, String factor, String reason) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("sign-in", Outcome.FAILED, accountKey);
    }
  }

  /// A session is over: none of its tokens is good any more.
  ///
  /// @param cause `signed-out`, `expired`, `replaced`, `revoked`, `credential-changed`,
  ///   `account-closed`, `roles-changed`, `refresh-reused`, `code-reused`, `frozen`
  record SessionEnded(String account, String session, String cause) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("end-session", Outcome.DONE, account);
    }
  }

  /// A key was made that tokens are signed with; its public half is at `/jwks` from now on.
  ///
  /// @param key its name (`kid`)
  /// @param cause `first`, `scheduled`, `commanded`, `compromised`: the last ends all before it
  record SigningKeyMade(String key, String cause, Instant signsFrom) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("change-signing-key", Outcome.DONE, null);
    }
  }

  /// An account can be signed in to by one factor more. Durable before the factor is good for
  /// anything.
  ///
  /// @param factor `pwd`, `otp`, `passkey`, `recovery`
  /// @param reference what pages call it; says nothing of the secret
  record FactorAdded(String account, String factor, String reference) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("add-factor", Outcome.DONE, account);
    }
  }

  /// A factor of an account is good for nothing any more.
  ///
  /// @param cause `by-owner`, `replaced`, ...
  record FactorRemoved(String account, String factor, String reference, String cause)
      implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("remove-factor", Outcome.DONE, account);
    }
  }

  /// A recovery code stood in for the other factor, and is worth nothing any more.
  ///
  /// @param left how many the account still has
  record RecoveryCodeUsed(String account, int left) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("use-recovery-code", Outcome.DONE, account);
    }
  }

  /// Until `until` the account is trusted less: budgets are divided by four and nothing outside the
  /// portfolio is searched (R17). A later one replaces an earlier one.
  ///
  /// @param cause `password-reset`, `factor-rebound`, `recovery-code-used`, ...
  record ProbationStarted(String account, String cause, Instant until) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("start-probation", Outcome.DONE, account);
    }
  }

  /// Whoever is known by this identity at another provider may sign in to the account by it.
  ///
  /// @param provider its name in the settings; who the person is over there is not told
  record FederatedIdentityBound(String account, String provider) implements IdentityEvent {
    @Override
    public Deed deed() {
      return Deed.of("bind-identity", Outcome.DONE, account);
    }
  }
}
