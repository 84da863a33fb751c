package fr.vigie.identity.reset;

import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.platform.ResetEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Reads the boundary of a step, decides, appends.
@ApplicationScoped
class ResetDecisions {

  private final EventStore store;
  private final Clock clock;
  private final ResetPolicy policy;

  ResetDecisions(EventStore store, Clock clock, ResetSettings settings) {
    this.store = store;
    this.clock = clock;
    this.policy = settings.policy();
  }

  ResetPolicy policy() {
    return policy;
  }

  Uni<ResetCommand.Answer> handle(ResetCommand command, Map<String, String> attributes) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Uni.createFrom()
        .completionStage(() ->
            store.<Cases, ResetCommand.Answer>decide(
                attributes,
                around(command, now),
                Cases.NONE,
                (cases, event) -> cases.after(event.payload()),
                cases -> cases.decide(command, policy, now)))
        .map(decided -> decided.answer());
  }

  private static Boundary around(ResetCommand command, Instant now) {
    var account = command.target().id().toString();
    return command instanceof ResetCommand.Start start
        ? ResetEvents.around(account, start.by().id().toString(), start.target().agency(), now)
        : ResetEvents.around(account);
  }
}
