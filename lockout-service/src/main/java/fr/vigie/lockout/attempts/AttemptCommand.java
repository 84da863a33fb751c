package fr.vigie.lockout.attempts;

import java.util.UUID;

/// What may be asked of this room.
public sealed interface AttemptCommand {

  AccountKey account();

  /// Chosen by the caller, new for each guess. Asking again with the same is the same guess.
  UUID attempt();

  /// May one guess be verified?
  ///
  /// @param network prefix the guess came from
  record Permit(UUID attempt, AccountKey account, Factor factor, String network)
      implements AttemptCommand {}

  /// The guess was verified.
  record Report(UUID attempt, AccountKey account, Outcome outcome) implements AttemptCommand {}

  /// What verifying came to.
  enum Outcome {
    /// The secret was wrong.
    WRONG,
    /// The secret was right, and another factor is still to come.
    RIGHT,
    /// The secret was right, and with it the sign-in is complete.
    COMPLETED
  }
}
