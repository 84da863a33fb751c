package fr.vigie.identity.guesses;

/// What is guessed at, as RFC 8176 names it.
public enum Factor {
  PASSWORD("pwd"),
  CODE("otp"),
  /// Another provider's word: nothing is guessed, and the attempt is counted all the same.
  FEDERATION("federation");

  private final String word;

  Factor(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
