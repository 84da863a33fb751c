package fr.vigie.lockout.freezes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why a freeze may end.
public enum ThawReason {
  /// What was seen was work.
  HARMLESS("harmless"),
  /// What was in other hands is worth nothing any more.
  CREDENTIALS_RENEWED("credentials-renewed"),
  /// The wrong one was frozen, or a detector erred.
  MISTAKE("mistake"),
  /// Whoever was frozen has been heard, by someone who knows them.
  HOLDER_HEARD("holder-heard");

  private final String word;

  ThawReason(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<ThawReason> of(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word.equals(word)).findAny();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ThawReason::word).toList();
  }
}
