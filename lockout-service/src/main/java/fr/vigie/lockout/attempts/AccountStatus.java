package fr.vigie.lockout.attempts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an account stands now.
///
/// @param state `open` or `locked`
/// @param failures wrong guesses that count
/// @param open guesses under way
/// @param left guesses that may still be permitted
/// @param until the end of the lock; null where there is none
public record AccountStatus(
    String account, String state, int failures, int open, int left, @Nullable Instant until) {

  static AccountStatus of(AccountKey account, Lock lock, AttemptPolicy policy, Instant now) {
    var due = lock.filled(account.value(), policy, now).map(lock::after).orElse(lock);
    if (due instanceof Lock.Closed(var until) && now.isBefore(until)) {
      return new AccountStatus(account.value(), "locked", policy.failures(), 0, 0, until);
    }
    var guesses = due.guesses(now, policy);
    var failures = (int) guesses.stream().filter(g -> g.failedBy(now).isPresent()).count();
    return new AccountStatus(
        account.value(),
        "open",
        failures,
        guesses.size() - failures,
        Math.max(0, policy.failures() - guesses.size()),
        null);
  }
}
