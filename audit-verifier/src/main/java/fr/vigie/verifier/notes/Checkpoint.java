package fr.vigie.verifier.notes;

import fr.vigie.verifier.hashes.Sha256;
import java.util.Base64;
import java.util.regex.Pattern;

/// What a checkpoint says. (C2SP tlog-checkpoint)
///
/// @param origin the log's name
/// @param note as it was signed
@SuppressWarnings("ArrayRecordComponent") // read, never changed
public record Checkpoint(String origin, long size, byte[] root, SignedNote note) {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  /// Reads one; its signatures are not looked at.
  ///
  /// @throws IllegalArgumentException with a sentence where it is none
  public static Checkpoint parse(String text) {
    var note = SignedNote.parse(text);
    var lines = note.text().split("\n", -1);
    if (lines.length < 4 || lines[0].isEmpty() || !NUMBER.matcher(lines[1]).matches()) {
      throw new IllegalArgumentException("a checkpoint is a name, a size and a root");
    }
    for (var i = 3; i < lines.length - 1; i++) {
      if (lines[i].isEmpty()) {
        throw new IllegalArgumentException("a checkpoint has no empty line");
      }
    }
    var root = Base64.getDecoder().decode(lines[2]);
    if (root.length != Sha256.BYTES || !Base64.getEncoder().encodeToString(root).equals(lines[2])) {
      throw new IllegalArgumentException("a root has 32 bytes");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note);
  }
}
