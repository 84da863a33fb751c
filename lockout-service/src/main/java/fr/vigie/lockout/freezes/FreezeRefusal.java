package fr.vigie.lockout.freezes;

/// The rule in the way.
public enum FreezeRefusal {
  /// There is no such freeze, or it has ended.
  NOT_FROZEN("not-frozen"),
  /// Nobody has a say in the freeze of their own account, session or organisation.
  OWN_FREEZE("own-freeze"),
  /// It takes two people.
  SAME_OFFICER("same-officer"),
  /// Whoever asks, or proposed it, is frozen.
  OFFICER_FROZEN("officer-frozen"),
  /// A thaw is proposed already: agree to it, or decline it.
  ALREADY_PROPOSED("already-proposed"),
  /// No thaw is proposed, or not by that officer.
  NOT_PROPOSED("not-proposed"),
  /// An organisation without which nobody could end a freeze.
  NEVER_FROZEN("never-frozen"),
  /// The request's key was used for something else.
  OTHER_REQUEST("other-request");

  private final String word;

  FreezeRefusal(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
