package fr.vigie.records.disclosure;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why an advisor opens a record, in words from a list: whoever asks who saw them is told so.
enum Purpose {
  INTERVIEW("interview"),
  FOLLOW_UP("follow-up"),
  RECEPTION("reception"),
  BENEFIT_QUERY("benefit-query");

  private final String word;

  Purpose(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Optional<Purpose> of(String word) {
    return Arrays.stream(values()).filter(purpose -> purpose.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(Purpose::word).collect(Collectors.joining(", "));
  }
}
