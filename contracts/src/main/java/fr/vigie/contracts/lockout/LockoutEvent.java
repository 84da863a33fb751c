package fr.vigie.contracts.lockout;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens to guesses. `account` is the account key: a keyed hash of the login, so that
/// unknown accounts are counted like known ones and no login leaves identity-service.
///
/// `device` is the pseudonym of a device on which the account has signed in before; null stands for
/// every other device there is, which are counted together.
public sealed interface LockoutEvent extends Recorded {

  String account();

  /// When it was decided.
  Instant at();

  /// One guess may be verified. Without an outcome by `expiresAt` it counts as failed.
  ///
  /// @param factor `pwd`, `otp`, `recovery`, `reset`; or `passkey`, `federation`, which are no
  ///   guesses and count for nothing
  /// @param fingerprint of the password, keyed and salted; the salt lives for an hour or two
  /// @param client the application the person wants to enter
  /// @param organisation of the account, where it is known
  record AttemptPermitted(
      String attempt,
      String account,
      String factor,
      String network,
      Instant at,
      Instant expiresAt,
      @Nullable String device,
      @Nullable String fingerprint,
      @Nullable String client,
      @Nullable String organisation)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("attempt", Outcome.ALLOWED, account);
    }
  }

  /// No guess may be verified.
  ///
  /// @param reason `locked`; or one that passes, and the same attempt may be asked for again:
  ///   `too-many-open` where every guess left is under way, `delayed` after failures, `throttled`
  ///   where too many accounts are guessed at from one source
  record AttemptRefused(
      String attempt,
      String account,
      String factor,
      String network,
      Instant at,
      String reason,
      @Nullable String device,
      @Nullable String client,
      @Nullable String organisation)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("attempt", Outcome.REFUSED, account);
    }
  }

  /// The secret was wrong.
  ///
  /// @param network and `fingerprint`, `organisation`: of the attempt, repeated
  record AttemptFailed(
      String attempt,
      String account,
      String factor,
      Instant at,
      @Nullable String device,
      @Nullable String network,
      @Nullable String fingerprint,
      @Nullable String organisation)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("report-attempt", Outcome.FAILED, account);
    }
  }

  /// The secret was right.
  ///
  /// @param completed this was the last factor: the sign-in is complete, and what failed on this
  ///   device is forgotten, where it is a known one
  /// @param known of a completed sign-in: the device that is known from now on
  record AttemptSucceeded(
      String attempt,
      String account,
      String factor,
      Instant at,
      boolean completed,
      @Nullable String device,
      @Nullable String known)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("report-attempt", Outcome.DONE, account);
    }
  }

  /// Nobody guesses at this account, from this device or from any unknown one, before `until`.
  ///
  /// @param until from the failure that filled the measure, which may be a permit that expired
  ///   before `at`
  /// @param times how many locks there have been in a row; 0 in what was stored before that was
  ///   counted, and means 1
  record AccountLocked(
      String account, int failures, Instant at, Instant until, @Nullable String device, int times)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("lock", Outcome.DONE, account);
    }
  }

  /// A lock has run out. Written with the first question after it.
  ///
  /// @param expired when it ran out
  record LockExpired(String account, @Nullable String device, Instant expired, Instant at)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("expire-lock", Outcome.DONE, account);
    }
  }

  /// An officer lets a lock last longer.
  ///
  /// @param by the officer's account
  /// @param reason a word from a fixed list
  record LockExtended(
      String account, @Nullable String device, Instant until, String by, String reason, Instant at)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("extend-lock", Outcome.DONE, account);
    }
  }

  /// An officer ends every lock on an account and forgets its failures. It gives no credential and
  /// removes no factor.
  ///
  /// @param by the officer's account
  /// @param reason a word from a fixed list
  record LockCleared(String account, String by, String reason, Instant at) implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("clear-lock", Outcome.DONE, account);
    }
  }

  /// No device is known any more for this account: each has to sign in with every factor first.
  ///
  /// @param generation of device cookies that are good from now on
  /// @param by a service, or an officer's account
  /// @param reason a word from a fixed list
  record DevicesRevoked(String account, int generation, String by, String reason, Instant at)
      implements LockoutEvent {
    @Override
    public Deed deed() {
      return Deed.of("revoke-devices", Outcome.DONE, account);
    }
  }
}
