package fr.vigie.lockout.attempts;

import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.spraying.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What this room answers. A "no" is a value too.
public sealed interface AttemptAnswer {

  /// To the question for a permit.
  sealed interface ToPermit extends AttemptAnswer {}

  /// To the report of an outcome.
  sealed interface ToReport extends AttemptAnswer {}

  /// Verify this one guess, and report before `expiresAt`.
  record Permitted(Instant expiresAt) implements ToPermit {}

  /// The account is locked for whoever asks: verify nothing.
  record Locked(Duration retryAfter) implements ToPermit {}

  /// Not now. Not a last word: ask again with the same attempt.
  record Wait(WaitReason reason, Duration retryAfter) implements ToPermit {}

  /// The outcome counts; it may have been known before.
  ///
  /// @param known of a completed sign-in: the device that is known from now on
  /// @param suspect of a stranger's failure: the source to be looked at
  record Recorded(Optional<Device> known, Optional<Suspect> suspect) implements ToReport {}

  /// What was said contradicts what is known, and changes nothing. Whoever reported a right secret
  /// must not let anybody in.
  record Contradicted(Contradiction why) implements ToPermit, ToReport {}

  /// Why to wait.
  enum WaitReason {
    /// As many guesses are under way as could fill the measure.
    TOO_MANY_OPEN("too-many-open"),
    /// There were failures just now.
    DELAYED("delayed"),
    /// Strangers have failed at too many accounts from the same source.
    THROTTLED("throttled");

    private final String word;

    WaitReason(String word) {
      this.word = word;
    }

    /// As it stands in events and answers.
    public String word() {
      return word;
    }
  }

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
