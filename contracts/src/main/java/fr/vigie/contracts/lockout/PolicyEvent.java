package fr.vigie.contracts.lockout;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;

/// What happens to the policy on guesses: the numbers in force change by the word of two officers,
/// and by nothing else while the service runs.
///
/// `numbers` are all of a policy, each as `name=value`; durations as in ISO 8601.
public sealed interface PolicyEvent extends Recorded {

  /// Reference of the proposal.
  String proposal();

  /// An officer's account.
  String by();

  /// When it was decided.
  Instant at();

  /// One officer is for other numbers; it takes another.
  ///
  /// @param reason a word from a fixed list
  record PolicyProposed(String proposal, List<String> numbers, String reason, String by, Instant at)
      implements PolicyEvent {
    public PolicyProposed {
      numbers = List.copyOf(numbers);
    }

    @Override
    public Deed deed() {
      return Deed.of("propose-policy", Outcome.DONE, proposal);
    }
  }

  /// An officer is against it: it can no longer be approved.
  record PolicyDeclined(String proposal, String by, Instant at) implements PolicyEvent {
    @Override
    public Deed deed() {
      return Deed.of("decline-policy", Outcome.DONE, proposal);
    }
  }

  /// A second officer agreed: every decision from here on uses these numbers.
  ///
  /// @param proposedBy the first officer
  /// @param by the second
  record PolicyApproved(
      String proposal, List<String> numbers, String proposedBy, String by, Instant at)
      implements PolicyEvent {
    public PolicyApproved {
      numbers = List.copyOf(numbers);
    }

    @Override
    public Deed deed() {
      return Deed.of("approve-policy", Outcome.DONE, proposal);
    }
  }

  /// Something was asked for that the rules do not allow.
  ///
  /// @param asked `propose-policy`, `decline-policy` or `approve-policy`
  /// @param reason the rule in the way: `same-officer`, `overtaken`, ...
  record PolicyCallRefused(String proposal, String asked, String reason, String by, Instant at)
      implements PolicyEvent {
    @Override
    public Deed deed() {
      return Deed.of(asked, Outcome.REFUSED, proposal);
    }
  }
}
