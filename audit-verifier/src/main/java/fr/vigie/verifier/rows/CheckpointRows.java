package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Tree;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.verifier.notes.SignedNote;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The checkpoints that a database keeps, each against the root that the leaves have at its size.
final class CheckpointRows implements AutoCloseable {

  private static final String CHECKPOINTS =
      "select size as index, number, root, note from checkpoint order by size";
  private static final String COSIGNATURES =
      "select size as index, witness, line from cosignature order by size";
  private static final String KEYS = "select id as index, public_key from signing_key order by id";

  private static final int NEWEST = 3;

  private final Rows checkpoints;
  private final Rows cosignatures;
  private final List<NoteKey> given;
  private final List<NoteKey> witnesses;
  private final List<byte[]> kept;
  private final List<NoteKey> known = new ArrayList<>();
  private final Map<NoteKey, Word> words = new HashMap<>();
  private List<NoteKey> signers = List.of();
  private @Nullable String origin;
  private long number;

  /// The last checkpoint that a witness signed.
  private record Word(long number, long size) {
    private static final Word NONE = new Word(0, 0);
  }

  /// @param given keys of the log that are trusted; where there are none, those in the database are
  ///   taken, which proves less: whoever can write there can change them
  /// @param witnesses keys of witnesses that must have signed, lately
  CheckpointRows(Connection connection, List<NoteKey> given, List<NoteKey> witnesses)
      throws SQLException {
    this.given = List.copyOf(given);
    this.witnesses = List.copyOf(witnesses);
    this.kept = new ArrayList<>();
    try (var keys = new Rows(connection, KEYS)) {
      for (; keys.present(); keys.next()) {
        kept.add(Objects.requireNonNull(keys.bytes("public_key")));
      }
    }
    checkpoints = new Rows(connection, CHECKPOINTS);
    cosignatures = new Rows(connection, COSIGNATURES);
  }

  /// Whether the log was signed at this size.
  boolean at(long size) {
    return checkpoints.at(size);
  }

  /// What is wrong with the checkpoints of this tree.
  ///
  /// @param vouched so many leaves are known to be right
  @Nullable Fault fault(Tree tree, long vouched) throws SQLException {
    var size = tree.size();
    var last = Math.max(size - 1, 0);
    for (; checkpoints.at(size); checkpoints.next()) {
      var named = "the checkpoint at " + size + " leaves ";
      try {
        var checkpoint = Checkpoint.parse(String.valueOf(checkpoints.text("note")));
        var what = signatureFault(checkpoint);
        if (what != null) {
          return new Fault(last, named + what);
        }
        if (checkpoint.size() == size && !Arrays.equals(tree.root(), checkpoint.root())) {
          return new Fault(
              Math.min(vouched, last),
              last,
              "the log was signed with another root at " + size + " leaves");
        }
        if (checkpoint.size() != size
            || !Arrays.equals(checkpoint.root(), checkpoints.bytes("root"))) {
          return new Fault(last, named + "says another size or root than its row");
        }
      } catch (IllegalArgumentException e) {
        return new Fault(last, named + "is none: " + e.getMessage());
      }
      number++;
      if (checkpoints.number("number") != number) {
        return new Fault(
            last,
            "the checkpoint before that of " + size + " leaves was taken away, or one was added");
      }
    }
    return null;
  }

  private @Nullable String signatureFault(Checkpoint checkpoint) throws SQLException {
    if (origin != null && !origin.equals(checkpoint.origin())) {
      return "is of another log";
    }
    if (origin == null) {
      origin = checkpoint.origin();
      known.addAll(given);
      kept.forEach(key -> known.add(NoteKey.parse(word(checkpoint.origin(), key))));
    }
    for (var signature : checkpoint.note().signatures()) {
      if (known.stream().noneMatch(key -> key.made(signature))) {
        return "bears the signature of a key that nobody knows";
      }
    }
    if (!checkpoint.note().isSignedByAny(known)
        || (!given.isEmpty() && !checkpoint.note().isSignedByAny(given))) {
      return "is not signed by a key that is trusted";
    }
    signers = known.stream().filter(checkpoint.note()::isSignedBy).distinct().toList();
    for (; cosignatures.at(checkpoint.size()); cosignatures.next()) {
      var line = String.valueOf(cosignatures.text("line"));
      var cosigned = SignedNote.parse(checkpoint.note().text() + "\n" + line).signatures();
      var witness = cosigned.getFirst().name();
      if (cosigned.size() != 1 || !witness.equals(cosignatures.text("witness"))) {
        return "bears a cosignature of another witness than its row says";
      }
      for (var key : witnesses) {
        if (key.made(cosigned.getFirst())) {
          if (!key.verifies(checkpoint.note().text(), cosigned.getFirst().signature())) {
            return "bears a false signature of the witness " + witness;
          }
          words.put(key, new Word(number + 1, checkpoint.size()));
        }
      }
    }
    return null;
  }

  private static String word(String name, byte[] key) {
    var typed = ByteBuffer.allocate(key.length + 1).put((byte) 1).put(key).array();
    return NoteKey.word(name, typed);
  }

  /// The keys that signed the newest checkpoint, each beside one that was trusted before.
  List<NoteKey> signers() {
    return signers;
  }

  /// What is wrong after the last leaf.
  @Nullable String endFault() throws SQLException {
    if (checkpoints.present()) {
      return "the log ends before it, but was signed at " + checkpoints.index() + " leaves";
    }
    return cosignatures.present() ? "there is a cosignature of no checkpoint" : witnessFault();
  }

  /// While a witness is asked about the newest checkpoint, its word is below one before.
  private @Nullable String witnessFault() {
    for (var witness : witnesses) {
      var word = words.getOrDefault(witness, Word.NONE);
      if (number > 0 && (word.number() == 0 || number - word.number() >= NEWEST)) {
        return "the witness %s signed none of the newest checkpoints: its word goes as far as %d leaves"
            .formatted(witness.name(), word.size());
      }
    }
    return null;
  }

  @Override
  public void close() throws SQLException {
    checkpoints.close();
    cosignatures.close();
  }
}
