package fr.vigie.verifier.verdicts;

import fr.vigie.verifier.notes.NoteKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check came to.
///
/// @param leaves how many leaves were found right, from the first one on
/// @param root of the tree over them, in hexadecimal digits
/// @param withoutContents of how many of them nothing but the hash was there
/// @param keys that signed the newest checkpoint: whoever saw this log for the first time keeps
///   them
/// @param firstBad the first place that is not right; null where all of the log is
public record Verdict(
    long leaves, String root, long withoutContents, List<NoteKey> keys, @Nullable Fault firstBad) {

  public Verdict {
    keys = List.copyOf(keys);
  }

  /// A place where the log was altered.
  ///
  /// @param index the leaf; of several, the first: all before it are right
  /// @param last the last leaf that it may be: another one than `index` where hashes over several
  ///   leaves are all that is left of them
  /// @param what is wrong there, as a sentence without its end
  public record Fault(long index, long last, String what) {

    /// At one leaf.
    public Fault(long index, String what) {
      this(index, index, what);
    }

    public String sentence() {
      return "The log was altered "
          + (last > index ? "between leaves " + index + " and " + last : "at leaf " + index)
          + ": "
          + what
          + ".";
    }
  }

  public boolean ok() {
    return firstBad == null;
  }
}
