package fr.vigie.contracts.status;

/// How far a freeze reaches.
public enum Scope {
  /// One account, by its reference (`sub` of its tokens).
  ACCOUNT("account"),
  /// One sign-in session (`sid`).
  SESSION("session"),
  /// Every account of an organisation (`org`).
  ORGANISATION("organisation");

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /// As it stands in events and keys.
  public String word() {
    return word;
  }
}
