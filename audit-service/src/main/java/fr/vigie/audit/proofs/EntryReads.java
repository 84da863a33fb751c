package fr.vigie.audit.proofs;

import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes down who reads entries, once an hour and auditor: a check of the whole log reads
/// thousands of bundles, and would else make the log grow by reading it. (R39)
@ApplicationScoped
class EntryReads {

  private final EventStore store;
  private final Clock clock;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  EntryReads(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Returns once it is durable.
  void writeDown(Caller auditor) {
    var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    if (hour.equals(written.get(auditor.account()))) {
      return;
    }
    store
        .append(auditor.attributes(), List.of(new LogEvent.EntriesRead(auditor.account(), hour)))
        .toCompletableFuture()
        .join();
    written.put(auditor.account(), hour);
  }
}
