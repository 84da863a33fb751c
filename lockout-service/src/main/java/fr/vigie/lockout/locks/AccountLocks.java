package fr.vigie.lockout.locks;

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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an account stands for each origin of guesses, folded from the events of its boundary.
///
/// @param byOrigin origins that something happened to
/// @param generation of device cookies that are good: it counts how often all were revoked
public record AccountLocks(String account, Map<Origin, Lock> byOrigin, int generation) {

  public AccountLocks {
    byOrigin = Map.copyOf(byOrigin);
  }

  /// An account nothing has happened to.
  public static AccountLocks untouched(AccountKey account) {
    return new AccountLocks(account.value(), Map.of(), 0);
  }

  public Lock of(Origin origin) {
    return byOrigin.getOrDefault(origin, Lock.neverTried());
  }

  /// These locks after one more event of the account.
  public AccountLocks after(LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e -> after(e.device(), e);
      case AttemptRefused _ -> this;
      case AttemptFailed e -> after(e.device(), e);
      case AttemptSucceeded e -> after(e.device(), e);
      case AccountLocked e -> after(e.device(), e);
      case LockExpired e -> after(e.device(), e);
      case LockExtended e -> after(e.device(), e);
      case LockCleared e -> everywhere(e);
      case DevicesRevoked e ->
          new AccountLocks(account, byOrigin, Math.max(generation, e.generation()));
    };
  }

  /// Both, of one account.
  public AccountLocks and(AccountLocks other) {
    var all = new HashMap<>(byOrigin);
    all.putAll(other.byOrigin);
    return new AccountLocks(account, all, Math.max(generation, other.generation));
  }

  private AccountLocks after(@Nullable String device, LockoutEvent event) {
    var all = new HashMap<>(byOrigin);
    var origin = Origin.of(device);
    all.put(origin, of(origin).after(event));
    return new AccountLocks(account, all, generation);
  }

  private AccountLocks everywhere(LockoutEvent event) {
    var all = new HashMap<>(byOrigin);
    all.replaceAll((_, lock) -> lock.after(event));
    return new AccountLocks(account, all, generation);
  }
}
