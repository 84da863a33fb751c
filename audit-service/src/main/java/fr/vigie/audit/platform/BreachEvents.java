package fr.vigie.audit.platform;

import fr.vigie.audit.breach.Breaches;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What is stored of files on suspected breaches.
@RegisterForReflection(
    targets = {
      BreachEvent.BreachOpened.class,
      BreachEvent.BreachRead.class,
      BreachEvent.AuthorityNotified.class,
      BreachEvent.AffectedListRequested.class,
      BreachEvent.AffectedListApproved.class,
      BreachEvent.AffectedListExported.class,
      BreachEvent.BreachActRefused.class,
      BreachEvent.BreachClosed.class
    })
final class BreachEvents {

  private BreachEvents() {}

  static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("audit.breach-opened", 1, BreachEvent.BreachOpened.class, Breaches::tags)
        .stored("audit.breach-read", 1, BreachEvent.BreachRead.class, Breaches::tags)
        .stored("audit.authority-notified", 1, BreachEvent.AuthorityNotified.class, Breaches::tags)
        .stored(
            "audit.affected-list-requested",
            1,
            BreachEvent.AffectedListRequested.class,
            Breaches::tags)
        .stored(
            "audit.affected-list-approved",
            1,
            BreachEvent.AffectedListApproved.class,
            Breaches::tags)
        .stored(
            "audit.affected-list-exported",
            1,
            BreachEvent.AffectedListExported.class,
            Breaches::tags)
        .stored("audit.breach-act-refused", 1, BreachEvent.BreachActRefused.class, Breaches::tags)
        .stored("audit.breach-closed", 1, BreachEvent.BreachClosed.class, Breaches::tags);
  }

  static Publication of(BreachEvent event, StoredEvent stored) {
    return Publication.of(Topics.AUDIT, event.breach(), stored);
  }
}
