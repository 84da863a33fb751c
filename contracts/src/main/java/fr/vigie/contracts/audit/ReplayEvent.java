package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;

/// Views built anew from the log, and what came of it.
public sealed interface ReplayEvent extends Recorded {

  /// Reference of the replay.
  String replay();

  /// A view is built anew.
  ///
  /// @param by the account that asked
  /// @param view `traces`
  record ReplayStarted(String replay, String by, String view, Instant at) implements ReplayEvent {
    @Override
    public Deed deed() {
      return Deed.of("start-replay", Outcome.DONE, replay);
    }
  }

  /// It is built, and read from now on.
  ///
  /// @param end every leaf before this index was compared
  /// @param digest of the rows that were built (SHA-256, hexadecimal)
  /// @param before of the rows that were read until then: another one where somebody changed them
  record ReplayEnded(String replay, long end, String digest, String before, Instant at)
      implements ReplayEvent {
    @Override
    public Deed deed() {
      return Deed.of("end-replay", digest.equals(before) ? Outcome.DONE : Outcome.FAILED, replay);
    }
  }

  /// It was not built; the view that was read is read on.
  ///
  /// @param cause in a word: `database`, ...
  record ReplayFailed(String replay, String cause, Instant at) implements ReplayEvent {
    @Override
    public Deed deed() {
      return Deed.of("end-replay", Outcome.FAILED, replay);
    }
  }
}
