package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.LockoutEvent.DevicesRevoked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.contracts.lockout.LockoutEvent.LockExpired;
import fr.vigie.contracts.lockout.LockoutEvent.LockExtended;
import java.util.Optional;

/// What became of the one attempt that is asked about.
sealed interface Fate {

  /// Nobody has asked for a permit under this id.
  record UnheardOf() implements Fate {}

  /// Refused; for good where the account was locked.
  record Refused(String account, String factor, String reason) implements Fate {}

  /// Permitted, and no outcome reported yet.
  record Permitted(AttemptPermitted permit) implements Fate {}

  /// Reported.
  ///
  /// @param known the device a completed sign-in made known
  record Reported(String account, AttemptCommand.Outcome outcome, Optional<String> known)
      implements Fate {}

  /// This fate after one more event, of this attempt or another.
  default Fate after(String attempt, LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e when e.attempt().equals(attempt) -> new Permitted(e);
      case AttemptRefused e when e.attempt().equals(attempt) ->
          new Refused(e.account(), e.factor(), e.reason());
      case AttemptFailed e when e.attempt().equals(attempt) ->
          new Reported(e.account(), AttemptCommand.Outcome.WRONG, Optional.empty());
      case AttemptSucceeded e when e.attempt().equals(attempt) ->
          new Reported(
              e.account(),
              e.completed() ? AttemptCommand.Outcome.COMPLETED : AttemptCommand.Outcome.RIGHT,
              Optional.ofNullable(e.known()));
      case AttemptPermitted _, AttemptRefused _, AttemptFailed _, AttemptSucceeded _ -> this;
      case AccountLocked _, LockExpired _, LockExtended _, LockCleared _, DevicesRevoked _ -> this;
    };
  }
}
