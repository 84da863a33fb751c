package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.util.List;

/// What auditors ask: an auditor's question is an event that another auditor can see (R39).
public sealed interface AuditEvent extends Recorded {

  /// An auditor looked at a page of events.
  ///
  /// @param filters names of the filters used, never their values
  /// @param found how many events the page held
  record EventsQueried(String auditor, List<String> filters, int found) implements AuditEvent {
    public EventsQueried {
      filters = List.copyOf(filters);
    }

    @Override
    public Deed deed() {
      return Deed.of("query-events", Outcome.ALLOWED, null);
    }
  }
}
