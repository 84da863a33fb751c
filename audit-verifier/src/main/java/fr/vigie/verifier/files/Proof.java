package fr.vigie.verifier.files;

import fr.vigie.verifier.hashes.MerkleProof;
import fr.vigie.verifier.hashes.Sha256;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That an entry is in a log, in one file that is checked without the log. (C2SP tlog-proof; our
/// extra data is the entry)
@SuppressWarnings("ArrayRecordComponent") // read, never changed
public record Proof(byte[] entry, long index, List<byte[]> hashes, Checkpoint checkpoint) {

  private static final String FIRST = "c2sp.org/tlog-proof@v1\n";

  /// Reads one.
  ///
  /// @throws IllegalArgumentException with a sentence where it is none
  public static Proof parse(String text) {
    var end = text.indexOf("\n\n");
    if (!text.startsWith(FIRST) || end < 0) {
      throw new IllegalArgumentException("it is no C2SP tlog-proof");
    }
    var entry = new byte[0];
    var index = -1L;
    var hashes = new ArrayList<byte[]>();
    for (var line : text.substring(FIRST.length(), end).split("\n", -1)) {
      if (line.startsWith("extra ")) {
        entry = Base64.getDecoder().decode(line.substring("extra ".length()));
      } else if (line.startsWith("index ")) {
        index = Long.parseLong(line.substring("index ".length()));
      } else {
        hashes.add(Base64.getDecoder().decode(line));
      }
    }
    return new Proof(entry, index, hashes, Checkpoint.parse(text.substring(end + 2)));
  }

  /// What is wrong with it.
  public @Nullable Fault fault() {
    var leaf = new Sha256().leaf(entry);
    return MerkleProof.includes(checkpoint.root(), checkpoint.size(), index, leaf, hashes)
        ? null
        : new Fault(Math.max(index, 0), "the proof does not lead from the entry to the root");
  }
}
