package fr.vigie.identity.passkey;

/// What came of a passkey that a browser presented.
public sealed interface Judgement {

  /// It is good, and this is how it stands now.
  record Good(Passkey passkey) implements Judgement {}

  /// It is not.
  record Bad(PasskeyRefusal why) implements Judgement {}
}
