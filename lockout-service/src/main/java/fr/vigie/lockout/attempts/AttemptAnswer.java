package fr.vigie.lockout.attempts;

import java.time.Duration;
import java.time.Instant;

/// What this room answers. A "no" is a value too.
public sealed interface AttemptAnswer {

  /// To the question for a permit.
  sealed interface ToPermit extends AttemptAnswer {}

  /// To the report of an outcome.
  sealed interface ToReport extends AttemptAnswer {}

  /// Verify this one guess, and report before `expiresAt`.
  record Permitted(Instant expiresAt) implements ToPermit {}

  /// The account is locked: verify nothing.
  record Locked(Duration retryAfter) implements ToPermit {}

  /// As many guesses are under way as could fill the measure. Not a last word: ask again with the
  /// same attempt.
  record TooManyOpen(Duration retryAfter) implements ToPermit {}

  /// The outcome counts; it may have been known before.
  record Recorded() implements ToReport {}

  /// What was said contradicts what is known, and changes nothing. Whoever reported a right secret
  /// must not let anybody in.
  record Contradicted(Contradiction why) implements ToPermit, ToReport {}

  /// What stands against it.
  enum Contradiction {
    /// No permit was ever given for this attempt.
    NO_SUCH_ATTEMPT,
    /// The attempt is one at another account, or with another factor.
    OTHER_ATTEMPT,
    /// The permit expired before a right secret was reported: it has counted as failed.
    EXPIRED,
    /// The opposite was reported already, or a permit is asked for once more after a report.
    REPORTED
  }
}
