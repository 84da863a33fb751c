package fr.vigie.lockout.freezes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why something is frozen. Words from a list: free text would bear names.
public enum Cause {
  /// A secret, a device or a key is in other hands.
  REPORTED_STOLEN("reported-stolen"),
  /// An officer saw what does not look like work.
  SUSPICIOUS_USE("suspicious-use"),
  /// The person has left and the directory does not know yet.
  LEFT("left"),
  /// Somebody entitled to it ordered so.
  ORDERED("ordered"),
  /// The person itself asked.
  OWN_REQUEST("own-request"),
  /// A detector's alert.
  ALERT("alert");

  private final String word;

  Cause(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// One that an officer may give.
  public static Optional<Cause> ofOfficers(String word) {
    return Arrays.stream(values())
        .filter(cause -> cause != OWN_REQUEST && cause != ALERT)
        .filter(cause -> cause.word.equals(word))
        .findAny();
  }

  public static List<String> wordsOfOfficers() {
    return Arrays.stream(values())
        .filter(cause -> cause != OWN_REQUEST && cause != ALERT)
        .map(Cause::word)
        .toList();
  }
}
