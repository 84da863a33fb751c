package fr.vigie.records.calls;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why more is wanted than is usual, in words from a list: free text would bear names.
public enum Reason {
  IDENTITY_CHECK("identity-check"),
  BENEFIT_CLAIM("benefit-claim"),
  WORKPLACE_ADAPTATION("workplace-adaptation"),
  CROWDED_RECEPTION("crowded-reception"),
  CAMPAIGN("campaign"),
  REPLACEMENT("replacement");

  /// Where a call says it.
  public static final String HEADER = "Vigie-Reason";

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Reason> of(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word.equals(word)).findFirst();
  }

  public static String words() {
    return Arrays.stream(values()).map(Reason::word).collect(Collectors.joining(", "));
  }
}
