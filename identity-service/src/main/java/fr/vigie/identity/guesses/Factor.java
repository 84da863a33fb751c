package fr.vigie.identity.guesses;

/// What is guessed at, as RFC 8176 names it where it does.
public enum Factor {
  PASSWORD("pwd"),
  CODE("otp"),
  /// One of the codes that were printed for the day the telephone is lost.
  RECOVERY_CODE("recovery"),
  /// The secret of a reset.
  RESET("reset"),
  /// Nothing to guess: lockout-service always permits it and never counts it, but has to be heard.
  PASSKEY("passkey"),
  /// Another provider's word: nothing to guess either.
  FEDERATION("federation");

  private final String word;

  Factor(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
