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
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The lock on one account for guesses of one origin, rebuilt from its events and never stored. A
/// lock that has run out counts as open, with no guess against it.
public sealed interface Lock {

  /// The lock on an account that nobody has guessed at.
  static Lock neverTried() {
    return new Open(List.of(), Optional.empty());
  }

  /// Guesses may be permitted.
  ///
  /// @param guesses those that count: failed, or still able to fail
  /// @param before the lock that was there last
  record Open(List<Guess> guesses, Optional<Closed> before) implements Lock {
    public Open {
      guesses = List.copyOf(guesses);
    }
  }

  /// No guess may be permitted before `until`.
  ///
  /// @param times how many locks in a row: each lasts twice as long as the one before
  record Closed(Instant until, int times) implements Lock {}

  /// This lock after one more event of its account and origin.
  default Lock after(LockoutEvent event) {
    return switch (event) {
      case AttemptPermitted e when !Factor.counts(e.factor()) -> this;
      // On a clock that runs ahead the lock had run out already: the permit is proof of it.
      case AttemptPermitted e -> new Open(with(Guess.of(e)), before());
      case AttemptRefused _ -> this;
      case AttemptFailed e -> withFailure(e);
      case AttemptSucceeded e when e.completed() && e.device() != null -> withoutFailures(e);
      case AttemptSucceeded e -> keeping(guess -> !guess.attempt().equals(e.attempt()));
      case AccountLocked e -> closed(new Closed(e.until(), Math.max(1, e.times())));
      case LockExpired _ -> expired();
      case LockExtended e -> closed(new Closed(e.until(), before().map(Closed::times).orElse(1)));
      case LockCleared e ->
          new Open(
              guesses().stream().filter(guess -> guess.failedBy(e.at()).isEmpty()).toList(),
              Optional.empty());
      case DevicesRevoked _ -> this;
    };
  }

  /// The guesses that count at `now`.
  default List<Guess> guesses(Instant now, Policy policy) {
    var horizon = now.minus(policy.memory());
    return guesses().stream().filter(guess -> guess.permitted().isAfter(horizon)).toList();
  }

  /// How many places of the measure are taken at `now`: by each guess under way, and by each wrong
  /// secret, however often it was tried.
  default int taken(Instant now, Policy policy) {
    var counting = guesses(now, policy);
    var open = counting.stream().filter(guess -> guess.failedBy(now).isEmpty()).count();
    return (int) open + secrets(failed(counting, now));
  }

  /// The same, of one factor alone.
  default int taken(Factor factor, Instant now, Policy policy) {
    return keeping(guess -> guess.factor().equals(factor.word())).taken(now, policy);
  }

  /// Until when nobody guesses, because of the failures there have been (R3): twice as long after
  /// each. Nothing after a first slip of the finger, unless the same wrong secret comes again.
  default Optional<Instant> delayedUntil(Policy policy, Instant now) {
    var failed = failed(guesses(now, policy), now);
    var secrets = secrets(failed);
    if (secrets <= policy.free() && secrets == failed.size()) {
      return Optional.empty();
    }
    var last = failed.getLast().failedBy(now).orElseThrow();
    return Optional.of(last.plus(policy.delayAfter(secrets))).filter(now::isBefore);
  }

  /// The event that is due where failures have filled the measure by `now`. Its lock begins with
  /// the failure that filled it, and may have run out before anybody noticed.
  default Optional<AccountLocked> filled(
      String account, Origin origin, Policy policy, Instant now) {
    var failed = failed(guesses(), now);
    for (var last = 0; last < failed.size(); last++) {
      var filledAt = failed.get(last).failedBy(now).orElseThrow();
      var horizon = filledAt.minus(policy.memory());
      var counting =
          failed.subList(0, last + 1).stream()
              .filter(guess -> guess.permitted().isAfter(horizon))
              .toList();
      if (fills(counting, failed.get(last).factor(), origin, policy)) {
        var times = timesInARow(filledAt, policy.memory());
        return Optional.of(
            new AccountLocked(
                account,
                secrets(counting),
                now,
                filledAt.plus(policy.lockFor(times)),
                origin.device(),
                times));
      }
    }
    return Optional.empty();
  }

  private static boolean fills(List<Guess> failed, String factor, Origin origin, Policy policy) {
    var ofFactor = failed.stream().filter(guess -> guess.factor().equals(factor)).toList();
    return secrets(failed) >= policy.limit(origin) || secrets(ofFactor) >= policy.factor();
  }

  private int timesInARow(Instant filledAt, Duration memory) {
    return before()
        .filter(last -> filledAt.isBefore(last.until().plus(memory)))
        .map(last -> last.times() + 1)
        .orElse(1);
  }

  private static List<Guess> failed(List<Guess> guesses, Instant now) {
    return guesses.stream()
        .filter(guess -> guess.failedBy(now).isPresent())
        .sorted(Comparator.comparing(guess -> guess.failedBy(now).orElseThrow()))
        .toList();
  }

  private static int secrets(List<Guess> failed) {
    return (int) failed.stream().map(Guess::secret).distinct().count();
  }

  private List<Guess> guesses() {
    return switch (this) {
      case Open(var guesses, _) -> guesses;
      case Closed _ -> List.of();
    };
  }

  private Optional<Closed> before() {
    return switch (this) {
      case Open(_, var before) -> before;
      case Closed closed -> Optional.of(closed);
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
      case Open(var guesses, var before) ->
          new Open(
              guesses.stream()
                  .map(
                      guess -> guess.attempt().equals(e.attempt()) ? guess.failedAt(e.at()) : guess)
                  .toList(),
              before);
    };
  }

  // A lock may be noticed long after it ran out; guesses permitted since stand against the account.
  private Lock closed(Closed lock) {
    return switch (this) {
      case Closed(var other, _) ->
          other.isAfter(lock.until()) ? new Closed(other, lock.times()) : lock;
      case Open(var guesses, _) -> {
        var since =
            guesses.stream().filter(guess -> !guess.permitted().isBefore(lock.until())).toList();
        yield since.isEmpty() ? lock : new Open(since, Optional.of(lock));
      }
    };
  }

  private Lock expired() {
    return switch (this) {
      case Closed closed -> new Open(List.of(), Optional.of(closed));
      case Open open -> open;
    };
  }

  // Guesses that are still under way stay: they were permitted, and may yet fail. Strangers are
  // never forgiven: however often the owner signs in, they get no guess back by it.
  private Lock withoutFailures(AttemptSucceeded e) {
    return keeping(
        guess -> guess.failedBy(e.at()).isEmpty() && !guess.attempt().equals(e.attempt()));
  }

  private Lock keeping(Predicate<Guess> kept) {
    return switch (this) {
      case Closed _ -> this;
      case Open(var guesses, var before) ->
          new Open(guesses.stream().filter(kept).toList(), before);
    };
  }
}
