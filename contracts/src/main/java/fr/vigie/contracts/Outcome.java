package fr.vigie.contracts;

/// How a deed ended, as [Attribute#OUTCOME] says it.
public enum Outcome {
  /// A person asked to see something and was shown it.
  ALLOWED("allowed"),
  /// Asked, and refused by a rule.
  REFUSED("refused"),
  /// Tried, and did not succeed: a wrong secret, for example.
  FAILED("failed"),
  /// A change that took place.
  DONE("done");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
