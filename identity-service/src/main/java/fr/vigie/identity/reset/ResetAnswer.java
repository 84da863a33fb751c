package fr.vigie.identity.reset;

/// What became of a step.
public sealed interface ResetAnswer {

  /// It is taken.
  ///
  /// @param approved whether nobody has to agree any more
  record Done(boolean approved) implements ResetAnswer {}

  record Refused(ResetRefusal why) implements ResetAnswer {}
}
