package fr.vigie.lockout.locks;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is guessed at. All factors share one count (R2).
public enum Factor {
  /// The password.
  PASSWORD("pwd"),
  /// The one-time code.
  ONE_TIME_CODE("otp"),
  /// One of the codes that were printed for the day the telephone is lost.
  RECOVERY_CODE("recovery"),
  /// The secret of a reset.
  RESET("reset"),
  /// A passkey: there is nothing to guess. Asked for and told like the others, never refused, never
  /// counted.
  PASSKEY("passkey"),
  /// Another identity provider's word: the same.
  FEDERATION("federation");

  private final String word;

  Factor(String word) {
    this.word = word;
  }

  /// As RFC 8176 names it where it does, and as it stands in events.
  public String word() {
    return word;
  }

  /// Whether a wrong one is a guess.
  public boolean counts() {
    return this != PASSKEY && this != FEDERATION;
  }

  /// Whether the factor an event names is one that counts.
  public static boolean counts(String word) {
    return of(word).map(Factor::counts).orElse(true);
  }

  public static Optional<Factor> of(String word) {
    return Arrays.stream(values()).filter(factor -> factor.word.equals(word)).findAny();
  }

  /// Every word there is, for people.
  public static String words() {
    return Arrays.stream(values())
        .map(factor -> "`" + factor.word + "`")
        .collect(Collectors.joining(", "));
  }
}
