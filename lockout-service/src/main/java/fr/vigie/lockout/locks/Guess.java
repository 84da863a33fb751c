package fr.vigie.lockout.locks;

import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import java.time.Instant;
import java.util.Optional;

/// A guess that counts against an account: failed, or still able to fail.
///
/// @param factor the word of the factor guessed at
/// @param secret what tells one wrong secret from another: the password's fingerprint; where there
///   is none the attempt itself, so that each is another
/// @param failed when it was reported wrong
record Guess(
    String attempt,
    String factor,
    String secret,
    Instant permitted,
    Instant expires,
    Optional<Instant> failed) {

  static Guess of(AttemptPermitted e) {
    return new Guess(
        e.attempt(),
        e.factor(),
        e.fingerprint() == null ? e.attempt() : e.fingerprint(),
        e.at(),
        e.expiresAt(),
        Optional.empty());
  }

  /// When it became a failure, as seen at `now`: with the report, or with the permit's end,
  /// whichever came first. Empty: it may still turn out right.
  Optional<Instant> failedBy(Instant now) {
    return failed
        .map(reported -> reported.isBefore(expires) ? reported : expires)
        .or(() -> Optional.of(expires).filter(end -> !now.isBefore(end)));
  }

  Guess failedAt(Instant reported) {
    return new Guess(attempt, factor, secret, permitted, expires, Optional.of(reported));
  }
}
