package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;

/// Who sees to an alert, and what came of it (R47).
public sealed interface AlertCaseEvent extends Recorded {

  /// Reference of the alert.
  String alert();

  /// Somebody took it on.
  record AlertAcknowledged(String alert, String by, Instant at) implements AlertCaseEvent {
    @Override
    public Deed deed() {
      return Deed.of("acknowledge-alert", Outcome.DONE, alert);
    }
  }

  /// Nobody took it on in time.
  record AlertEscalated(String alert, Instant at) implements AlertCaseEvent {
    @Override
    public Deed deed() {
      return Deed.of("escalate-alert", Outcome.DONE, alert);
    }
  }

  /// It was seen to.
  ///
  /// @param verdict `breach`, `harmless`, `mistake` or `tried` (somebody tried, and got nothing)
  record AlertClosed(String alert, String by, String verdict, Instant at)
      implements AlertCaseEvent {
    @Override
    public Deed deed() {
      return Deed.of("close-alert", Outcome.DONE, alert);
    }
  }
}
