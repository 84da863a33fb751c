package fr.vigie.witness;

import fr.vigie.verifier.notes.Checkpoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// What a log asks: that its new checkpoint be cosigned.
///
/// @param oldSize what the log believes the witness to have seen last
/// @param proof that the new tree goes on from that one
/// @param note the checkpoint as it was sent
record Request(long oldSize, List<byte[]> proof, Checkpoint checkpoint, String note) {

  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");
  private static final int MOST_HASHES = 63;
  private static final int HASH_BYTES = 32;

  Request {
    proof = List.copyOf(proof);
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException where it is none
  static Request parse(String body) {
    var end = body.indexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("there is no empty line before the checkpoint");
    }
    var lines = List.of(body.substring(0, end).split("\n", -1));
    var old = OLD.matcher(lines.getFirst());
    if (!old.matches() || lines.size() - 1 > MOST_HASHES) {
      throw new IllegalArgumentException("the first line says the old size");
    }
    var proof = new ArrayList<byte[]>();
    for (var line : lines.subList(1, lines.size())) {
      var hash = Base64.getDecoder().decode(line);
      if (hash.length != HASH_BYTES) {
        throw new IllegalArgumentException("a hash has 32 bytes");
      }
      proof.add(hash);
    }
    var note = body.substring(end + 2);
    return new Request(Long.parseLong(old.group(1)), proof, Checkpoint.parse(note), note);
  }
}
