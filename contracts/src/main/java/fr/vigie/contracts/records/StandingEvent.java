package fr.vigie.contracts.records;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;

/// What records-service has heard of the right to act. It repeats what other services said, in its
/// own store, so that the decision to disclose depends on it.
public sealed interface StandingEvent extends Recorded {

  /// Whom it is about.
  String target();

  /// An account, a session or an organisation may not act any more, or may again.
  ///
  /// @param scope as [fr.vigie.contracts.status.Scope]
  /// @param position of the event it repeats, in lockout-service's store, in digits
  record StandingChanged(
      String scope, String target, boolean frozen, String position, Instant since)
      implements StandingEvent {
    @Override
    public Deed deed() {
      return Deed.of(frozen ? "note-freeze" : "note-thaw", Outcome.DONE, target);
    }
  }

  /// Until `until` the account is trusted less.
  ///
  /// @param target the account
  /// @param source id of identity-service's event
  record ProbationNoted(String target, Instant until, String source) implements StandingEvent {
    @Override
    public Deed deed() {
      return Deed.of("note-probation", Outcome.DONE, target);
    }
  }
}
