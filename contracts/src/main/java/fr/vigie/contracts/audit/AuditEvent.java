package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What auditors ask: an auditor's question is an event that another auditor can see (R39).
public sealed interface AuditEvent extends Recorded {

  /// Who asked.
  String auditor();

  /// An auditor looked at a page of events.
  ///
  /// @param filters names of the filters used
  /// @param about references of the person and of the advisor asked about, and no other value:
  ///   curiosity about one of them shows (ATTACKS 49)
  /// @param found how many events the page held
  record EventsQueried(String auditor, List<String> filters, List<String> about, int found)
      implements AuditEvent {
    public EventsQueried {
      filters = List.copyOf(filters);
      about = listed(about);
    }

    @Override
    public Deed deed() {
      return Deed.of("query-events", Outcome.ALLOWED, first(about));
    }
  }

  /// An auditor took all events that match, as a file.
  ///
  /// @param filters names of the filters used
  /// @param about as of [EventsQueried]
  /// @param form `ndjson`, `csv` or `parquet`
  record EventsExported(String auditor, List<String> filters, List<String> about, String form)
      implements AuditEvent {
    public EventsExported {
      filters = List.copyOf(filters);
      about = List.copyOf(about);
    }

    @Override
    public Deed deed() {
      return Deed.of("export-events", Outcome.ALLOWED, first(about));
    }
  }

  /// What was disclosed of a person was listed for that person (Art. 15).
  ///
  /// @param from not before
  /// @param to before
  /// @param found how many disclosures there were
  /// @param form `json` or `pdf`
  record AccessesShown(
      String auditor, String person, Instant from, Instant to, int found, String form)
      implements AuditEvent {
    @Override
    public Deed deed() {
      return Deed.of("show-accesses", Outcome.ALLOWED, person);
    }
  }

  /// Events from before the list was there say nothing in it.
  private static List<String> listed(@Nullable List<String> about) {
    return about == null ? List.of() : List.copyOf(about);
  }

  private static @Nullable String first(List<String> about) {
    return about.isEmpty() ? null : about.getFirst();
  }
}
