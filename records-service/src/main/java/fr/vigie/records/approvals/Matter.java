package fr.vigie.records.approvals;

import java.util.Arrays;
import java.util.Optional;

/// What takes two approvals.
public enum Matter {
  /// To bring a file back from the vault.
  RECALL("recall"),
  /// To erase a person.
  ERASE("erase"),
  /// To hand a service the files of its persons.
  EXPORT("export");

  private final String word;

  Matter(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Optional<Matter> of(String word) {
    return Arrays.stream(values()).filter(matter -> matter.word.equals(word)).findFirst();
  }
}
