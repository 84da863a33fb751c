package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import java.util.Set;

/// Where each event of a service goes: one topic, one key, what others may read of it. Pure, and
/// total: an event that is not published is a gap in the log.
@FunctionalInterface
public interface Publishing {

  /// What is published for an event.
  Publication publish(StoredEvent event);

  /// Events that nobody waits for but the log: a moment of them is published at once. Any other is
  /// published when it comes.
  default Set<Class<?>> unhurried() {
    return Set.of();
  }

  /// The same, with these unhurried.
  default Publishing withUnhurried(Class<?>... types) {
    var those = Set.of(types);
    return new Publishing() {
      @Override
      public Publication publish(StoredEvent event) {
        return Publishing.this.publish(event);
      }

      @Override
      public Set<Class<?>> unhurried() {
        return those;
      }
    };
  }
}
