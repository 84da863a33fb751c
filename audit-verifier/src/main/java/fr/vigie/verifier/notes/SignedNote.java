package fr.vigie.verifier.notes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Text and its signatures. (C2SP signed-note)
///
/// @param text what is signed, with its last line feed
public record SignedNote(String text, List<Signed> signatures) {

  private static final int MOST_SIGNATURES = 64;

  /// One signature.
  @SuppressWarnings("ArrayRecordComponent") // read, never changed
  public record Signed(String name, byte[] keyId, byte[] signature) {}

  /// Copies what it is given.
  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /// Reads a note.
  ///
  /// @throws IllegalArgumentException with a sentence where it is none
  public static SignedNote parse(String note) {
    var end = note.lastIndexOf("\n\n");
    if (end < 0
        || !note.endsWith("\n")
        || note.chars().anyMatch(c -> c < ' ' && c != '\n')
        || note.length() > 1_000_000) {
      throw new IllegalArgumentException("it is no signed note");
    }
    var lines = note.substring(end + 2).split("\n", -1);
    var signatures = new ArrayList<Signed>();
    for (var line : Arrays.copyOf(lines, lines.length - 1)) {
      signatures.add(line(line));
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new IllegalArgumentException("a note bears from 1 to 64 signatures");
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  private static Signed line(String line) {
    var words = line.split(" ", -1);
    if (words.length != 3
        || !words[0].equals("—")
        || words[1].isEmpty()
        || words[1].contains("+")) {
      throw new IllegalArgumentException("a signature is a dash, a name and base64");
    }
    var signed = Base64.getDecoder().decode(words[2]);
    if (signed.length < 5 || !Base64.getEncoder().encodeToString(signed).equals(words[2])) {
      throw new IllegalArgumentException("a signature has at least five bytes");
    }
    return new Signed(
        words[1], Arrays.copyOf(signed, 4), Arrays.copyOfRange(signed, 4, signed.length));
  }

  /// Whether a key signed it; a signature that claims to be by the key must be right.
  ///
  /// @throws IllegalArgumentException where one is not
  public boolean isSignedBy(NoteKey key) {
    var found = false;
    for (var signed : signatures) {
      if (key.made(signed)) {
        if (!key.verifies(text, signed.signature())) {
          throw new IllegalArgumentException("the signature of " + key.name() + " is false");
        }
        found = true;
      }
    }
    return found;
  }

  /// Whether at least one of the keys signed it.
  public boolean isSignedByAny(List<NoteKey> keys) {
    return keys.stream().filter(this::isSignedBy).count() > 0;
  }
}
