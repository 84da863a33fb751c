package fr.vigie.audit.checkpoint;

import java.util.Base64;

/// A size and the root of the tree over so many leaves, signed. (C2SP tlog-checkpoint)
///
/// @param note as anyone may see it, with the signatures of the log and of witnesses
@SuppressWarnings("ArrayRecordComponent") // read from a row, given to nobody who would change it
public record Checkpoint(long size, byte[] root, String note) {

  /// What was signed, with its last line feed.
  public String text() {
    return note.substring(0, note.indexOf("\n\n") + 1);
  }

  /// What is signed.
  static String text(String origin, long size, byte[] root) {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }
}
