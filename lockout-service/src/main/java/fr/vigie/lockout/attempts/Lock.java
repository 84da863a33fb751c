package fr.vigie.lockout.attempts;

import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptRefused;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The lock on one account, rebuilt from its events and never stored. A lock that has run out
/// counts as open, with no guess against it.
sealed interface Lock {

  /// The lock on an account that nobody has guessed at.
  static Lock neverTried() {
    return new Open(List.of());
  }

  /// Guesses may be permitted.
  ///
  /// @param guesses those that count: failed, or still able to fail
  record Open(List<Guess> guesses) implements Lock {
    public Open {
      guesses = List.copyOf(guesses);
    }
  }

  /// No guess may be permitted before `until`.
  record Closed(Instant until) implements Lock {}

  /// A guess that counts against the account.
  ///
  /// @param failed when it was reported wrong
  record Guess(String attempt, Instant permitted, Instant expires, Optional<Instant> failed) {

    private static Guess of(AttemptPermitted e) {
      return new Guess(e.attempt(), e.at(), e.expiresAt(), Optional.empty());
    }

    /// When it became a failure, as seen at `now`: with the report, or with the permit's end,
    /// whichever came first. Empty: it may still turn out right.
    Optional<Instant> failedBy(Instant now) {
      return failed
          .map(reported -> reported.isBefore(expires) ? reported : expires)
          .or(() -> Optional.of(expires).filter(end -> !now.isBefore(end)));
    }

    private Guess failedAt(Instant reported) {
      return new Guess(attempt, permitted, expires, Optional.of(reported));
    }
  }

  /// This lock after one more event of its account.
  default Lock after(LockoutEvent event) {
    return switch (event) {
      // On a clock that runs ahead the lock had run out already: the permit is proof of it.
      case AttemptPermitted e -> new Open(with(Guess.of(e)));
      case AttemptRefused _ -> this;
      case AttemptFailed e -> withFailure(e);
      case AttemptSucceeded e when e.completed() -> withoutFailures(e);
      case AttemptSucceeded e -> keeping(guess -> !guess.attempt().equals(e.attempt()));
      case AccountLocked e -> closed(e.until());
    };
  }

  /// The guesses that count at `now`.
  default List<Guess> guesses(Instant now, AttemptPolicy policy) {
    var horizon = now.minus(policy.memory());
    return guesses().stream().filter(guess -> guess.permitted().isAfter(horizon)).toList();
  }

  /// The event that is due where failures have filled the measure by `now`. Its lock begins with
  /// the failure that filled it, and may have run out before anybody noticed.
  default Optional<AccountLocked> filled(String account, AttemptPolicy policy, Instant now) {
    var failed =
        guesses().stream()
            .filter(guess -> guess.failedBy(now).isPresent())
            .sorted(Comparator.comparing(guess -> guess.failedBy(now).orElseThrow()))
            .toList();
    for (var last = policy.failures() - 1; last < failed.size(); last++) {
      var filledAt = failed.get(last).failedBy(now).orElseThrow();
      var horizon = filledAt.minus(policy.memory());
      var failures =
          failed.stream().limit(last + 1).filter(g -> g.permitted().isAfter(horizon)).count();
      if (failures >= policy.failures()) {
        return Optional.of(
            new AccountLocked(account, (int) failures, now, filledAt.plus(policy.lock())));
      }
    }
    return Optional.empty();
  }

  private List<Guess> guesses() {
    return switch (this) {
      case Open(var guesses) -> guesses;
      case Closed _ -> List.of();
    };
  }

  private List<Guess> with(Guess guess) {
    return Stream.concat(guesses().stream(), Stream.of(guess)).toList();
  }

  // A guess that is not in the list has been counted already: by the lock, or as expired by a
  // sign-in that was completed since. None is counted twice.
  private Lock withFailure(AttemptFailed e) {
    return switch (this) {
      case Closed _ -> this;
      case Open(var guesses) ->
          new Open(
              guesses.stream()
                  .map(
                      guess -> guess.attempt().equals(e.attempt()) ? guess.failedAt(e.at()) : guess)
                  .toList());
    };
  }

  // A lock may be noticed long after it ran out; guesses permitted since stand against the account.
  private Lock closed(Instant until) {
    return switch (this) {
      case Closed(var other) -> new Closed(other.isAfter(until) ? other : until);
      case Open(var guesses) -> {
        var since = guesses.stream().filter(guess -> !guess.permitted().isBefore(until)).toList();
        yield since.isEmpty() ? new Closed(until) : new Open(since);
      }
    };
  }

  // Guesses that are still under way stay: they were permitted, and may yet fail.
  private Lock withoutFailures(AttemptSucceeded e) {
    return keeping(
        guess -> guess.failedBy(e.at()).isEmpty() && !guess.attempt().equals(e.attempt()));
  }

  private Lock keeping(Predicate<Guess> kept) {
    return switch (this) {
      case Closed _ -> this;
      case Open(var guesses) -> new Open(guesses.stream().filter(kept).toList());
    };
  }
}
