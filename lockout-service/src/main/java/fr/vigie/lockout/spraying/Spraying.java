package fr.vigie.lockout.spraying;

import fr.vigie.eventstore.EventStore;
import fr.vigie.lockout.policy.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jboss.logging.Logger;

/// The door: looks at a source after each failure of a stranger.
///
/// A decision of its own, after the failure is stored: so failures from one network do not wait for
/// each other. What is lost when a replica dies in between is told with the next failure, and the
/// source is throttled in any case, since permits read the failures themselves.
@ApplicationScoped
public class Spraying {

  private static final Logger LOG = Logger.getLogger(Spraying.class);

  private final EventStore store;
  private final Policies policies;
  private final Clock clock;

  public Spraying(EventStore store, Policies policies, Clock clock) {
    this.store = store;
    this.policies = policies;
    this.clock = clock;
  }

  /// Raises an alert where a line was crossed that nobody has told of yet.
  ///
  /// @return how many were raised; none where the store did not answer: the failure counts all the
  ///   same
  public Uni<Integer> look(Suspect suspect, Map<String, String> attributes) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Uni.createFrom()
        .completionStage(() ->
            store.decide(
                attributes,
                SprayingTags.around(suspect, Look.alerts(suspect, policies.first(), now), now),
                Look.at(suspect, policies.first()),
                (past, event) -> past.after(event.payload(), policies),
                past -> past.decide(now)))
        .map(decided -> decided.answer())
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("a source was not looked at: %s", failure.getClass().getName());
          return 0;
        });
  }
}
