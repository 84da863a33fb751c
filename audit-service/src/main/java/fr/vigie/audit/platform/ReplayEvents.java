package fr.vigie.audit.platform;

import fr.vigie.audit.replay.Replays;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What is stored of replays.
@RegisterForReflection(
    targets = {
      ReplayEvent.ReplayStarted.class,
      ReplayEvent.ReplayEnded.class,
      ReplayEvent.ReplayFailed.class
    })
final class ReplayEvents {

  private ReplayEvents() {}

  static EventTypes.Builder register(EventTypes.Builder types) {
    return types
        .stored("audit.replay-started", 1, ReplayEvent.ReplayStarted.class, Replays::tags)
        .stored("audit.replay-ended", 1, ReplayEvent.ReplayEnded.class, Replays::tags)
        .stored("audit.replay-failed", 1, ReplayEvent.ReplayFailed.class, Replays::tags);
  }

  static Publication of(ReplayEvent event, StoredEvent stored) {
    return Publication.of(Topics.AUDIT, event.replay(), stored);
  }
}
