package fr.vigie.identity.passkey;

/// Why a passkey was not taken. For events alone: the person reads one sentence for all of them.
public enum PasskeyRefusal {
  /// Not what a browser sends.
  MALFORMED("malformed"),
  /// No account has this passkey.
  UNKNOWN("unknown-passkey"),
  /// The challenge was not ours, not for this browser, too old, or used before.
  CHALLENGE("challenge"),
  /// Signed on another site: somebody was led to a copy of ours.
  ORIGIN("wrong-origin"),
  /// Made for another relying party.
  RELYING_PARTY("wrong-relying-party"),
  /// The device did not make sure of the person.
  NOT_VERIFIED("user-not-verified"),
  /// The counter did not rise: there are two of this key.
  CLONED("cloned-counter"),
  /// Whether the key may leave its device is settled when it is made, and was not the same.
  BACKUP("backup-flags"),
  SIGNATURE("wrong-signature"),
  /// The role asks for a model that is on the list, and this one is on none, or says nothing.
  MODEL("model-not-allowed"),
  /// What the authenticator says of its model does not lead to its maker.
  ATTESTATION("attestation"),
  /// A kind of key that was not asked for, or anything else WebAuthn forbids.
  INVALID("invalid"),
  /// The account has as many as it may, or this very one.
  SURPLUS("surplus");

  private final String word;

  PasskeyRefusal(String word) {
    this.word = word;
  }

  /// Whether it is about the authenticator's model: the person can do something about that.
  public boolean isOfTheModel() {
    return this == MODEL || this == ATTESTATION;
  }

  public String word() {
    return word;
  }
}
