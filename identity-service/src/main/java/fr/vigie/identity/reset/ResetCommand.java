package fr.vigie.identity.reset;

import fr.vigie.identity.account.Account;
import java.util.Optional;

/// What may be asked, and what becomes of it.
public sealed interface ResetCommand {

  /// What became of a step.
  sealed interface Answer {

    /// It is taken.
    ///
    /// @param approved whether nobody has to agree any more
    record Done(boolean approved) implements Answer {}

    record Refused(ResetRefusal why) implements Answer {}
  }

  /// Chosen by whoever asked for it first: the same asked twice is one.
  String reset();

  /// The desk starts one.
  ///
  /// @param proofing how it made sure of the person
  /// @param reachable whether the person has an address that links go to, and another for notices
  record Start(
      String reset,
      Account target,
      Kind kind,
      Optional<Proofing> proofing,
      boolean reachable,
      Account by)
      implements ResetCommand {}

  /// One of the two agrees.
  record Approve(String reset, Account target, Account by) implements ResetCommand {}

  /// One who might agree does not.
  record Decline(String reset, Account target, Account by) implements ResetCommand {}

  /// The link is made.
  record MakeLink(String reset, Account target) implements ResetCommand {}

  /// The person has come by the link and shown the factor that stays.
  record Complete(String reset, Account target) implements ResetCommand {}

  Account target();
}
