package fr.vigie.lockout.locks;

import java.time.Duration;

/// What may be done to the locks of an account by those who look after accounts. None of it gives a
/// credential, and none removes a factor (R7).
public sealed interface LockCommand {

  AccountKey account();

  /// Who asks: a service's name, or an officer's account.
  String by();

  /// A word from the asker's list.
  String reason();

  /// Ends every lock on the account and forgets its failures.
  record Clear(AccountKey account, String by, String reason) implements LockCommand {}

  /// Lets the strangers' lock last longer.
  ///
  /// @param longer from now on, at most [Policy#MAX_MEMORY]
  record Extend(AccountKey account, Duration longer, String by, String reason)
      implements LockCommand {}

  /// Lets no device be known any more.
  record RevokeDevices(AccountKey account, String by, String reason) implements LockCommand {}
}
