package fr.vigie.contracts.alerts;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;

/// What detectors say. Whichever service sees a line crossed stores it in its own store, from where
/// it goes to [fr.vigie.contracts.Topics#ALERTS].
public sealed interface AlertEvent extends Recorded {

  /// A line was crossed.
  ///
  /// @param alert reference, chosen by the detector; the same line crossed once more within its
  ///   window bears the same
  /// @param rule stable name of the rule, in kebab-case: `password-spraying`, `exposure-budget`,
  ///   ...
  /// @param severity `notice`, `warning` or `critical`
  /// @param scope what `target` names: as [fr.vigie.contracts.status.Scope], `network`, or `log`
  /// @param target reference of what crossed the line
  /// @param measured what was counted, and `limit`, the line; both in the rule's unit
  /// @param evidence references of events, or of accounts, the earliest first; at most 100
  /// @param freeze whether the target is to be frozen at once: lockout-service does so
  record AlertRaised(
      String alert,
      String rule,
      String severity,
      String scope,
      String target,
      int measured,
      int limit,
      List<String> evidence,
      boolean freeze,
      Instant at)
      implements AlertEvent {
    public AlertRaised {
      evidence = List.copyOf(evidence);
    }

    @Override
    public Deed deed() {
      return Deed.of("raise-alert", Outcome.DONE, target);
    }
  }
}
