package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;

/// Where each event of a service goes: one topic, one key, what others may read of it. Pure, and
/// total: an event that is not published is a gap in the log.
@FunctionalInterface
public interface Publishing {

  /// What is published for an event.
  Publication publish(StoredEvent event);
}
