package fr.vigie.identity.password;

/// Why a new password does not do. Told to whoever chose it: each has something to do about it.
public enum PasswordRefusal {
  /// Under 12 characters.
  TOO_SHORT("too-short"),
  /// Over 128 characters.
  TOO_LONG("too-long"),
  /// It is among those that thieves try first.
  COMMON("common"),
  /// It is made of the login, the name or the organisation.
  PERSONAL("personal"),
  /// A good guesser finds it with fewer than 2^50 guesses.
  GUESSABLE("guessable"),
  /// The two that were typed are not the same.
  DIFFERENT("different");

  private final String word;

  PasswordRefusal(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
