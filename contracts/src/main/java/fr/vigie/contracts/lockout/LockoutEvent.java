package fr.vigie.contracts.lockout;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;

/// What happens to guesses. `account` is the account key: a keyed hash of the login, so that
/// unknown accounts are counted like known ones and no login leaves identity-service.
public sealed interface LockoutEvent extends Recorded {

  String account();

  /// When it was decided.
  Instant at();

  /// One guess may be verified. Without an outcome by `expiresAt` it counts as failed.
  ///
  /// @param factor `pwd` or `otp`
  record AttemptPermitted(
      String attempt, String account, String factor, String network, Instant at, Instant expiresAt)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("attempt", Outcome.ALLOWED, account);
    }
  }

  /// No guess may be verified.
  ///
  /// @param reason `locked`, or `too-many-open` where every guess left is under way
  record AttemptRefused(
      String attempt, String account, String factor, String network, Instant at, String reason)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("attempt", Outcome.REFUSED, account);
    }
  }

  /// The secret was wrong.
  record AttemptFailed(String attempt, String account, String factor, Instant at)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("report-attempt", Outcome.FAILED, account);
    }
  }

  /// The secret was right.
  ///
  /// @param completed this was the last factor: the sign-in is complete, and failures are forgotten
  record AttemptSucceeded(
      String attempt, String account, String factor, Instant at, boolean completed)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("report-attempt", Outcome.DONE, account);
    }
  }

  /// Nobody guesses at this account before `until`.
  ///
  /// @param until from the failure that filled the measure, which may be a permit that expired
  ///   before `at`
  record AccountLocked(String account, int failures, Instant at, Instant until)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("lock", Outcome.DONE, account);
    }
  }
}
