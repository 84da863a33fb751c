package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What is done to the log itself: it stands in the log like everything else.
public sealed interface LogEvent extends Recorded {

  /// An auditor read entries of the log as they are, in this hour.
  ///
  /// @param hour its beginning
  record EntriesRead(String auditor, Instant hour) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("read-entries", Outcome.ALLOWED, null);
    }
  }

  /// One more key signs the log's checkpoints.
  ///
  /// @param by the account that asked for it
  /// @param key for a verifier (C2SP signed-note)
  record SigningKeyMade(String by, String key) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("make-signing-key", Outcome.DONE, null);
    }
  }

  /// A key signs the log's checkpoints no more.
  record SigningKeyEnded(String by, String key) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("end-signing-key", Outcome.DONE, null);
    }
  }

  /// The contents of a month's leaves are to be removed: nothing but their hashes stays. (R38)
  ///
  /// @param by the account that asked, or `retention`
  /// @param month its first day
  /// @param leaves how many
  /// @param positions SHA-256 over their sources and positions, as stretches, in hexadecimal digits
  /// @param kept for how many months contents are kept
  record ContentsRemoved(String by, LocalDate month, int leaves, String positions, int kept)
      implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("remove-contents", Outcome.DONE, null);
    }
  }

  /// For how many months the log keeps contents from now on. (R38)
  ///
  /// @param reason where it is more than 12; empty where not
  record RetentionSet(int months, String reason) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("set-retention", Outcome.DONE, null);
    }
  }

  /// Where the detectors' lines are from now on: a line that is moved shows in the log (ATTACKS
  /// 50).
  ///
  /// @param numbers all of them, each as `name=value`
  record LinesSet(List<String> numbers) implements LogEvent {
    public LinesSet {
      numbers = List.copyOf(numbers);
    }

    @Override
    public Deed deed() {
      return Deed.of("set-lines", Outcome.DONE, null);
    }
  }

  /// Nothing of the log's contents is removed until this is lifted. (R38)
  ///
  /// @param hold reference
  /// @param reason a case number, say; never a person's data
  record HoldPlaced(String hold, String by, String reason) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("place-hold", Outcome.DONE, null);
    }
  }

  /// A hold is over.
  record HoldLifted(String hold, String by, String reason) implements LogEvent {
    @Override
    public Deed deed() {
      return Deed.of("lift-hold", Outcome.DONE, null);
    }
  }
}
