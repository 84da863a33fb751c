package fr.vigie.audit.alarms;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The door: raises an alarm, once.
@ApplicationScoped
public class Alarms {

  private static final Logger LOGGER = Logger.getLogger(Alarms.class);
  private static final Map<String, String> BY_ITSELF = Map.of("actor", "audit-service");

  private final EventStore store;
  private final Clock clock;
  private final Set<String> raised = ConcurrentHashMap.newKeySet();

  Alarms(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A line that was crossed.
  public enum Rule {
    /// A position of a source is missing for too long.
    EVENT_WITHHELD("event-withheld"),
    /// The log in the database is not the one that was signed: it was altered or cut.
    LOG_ALTERED("log-altered"),
    /// A witness has seen a log that ours does not go on from.
    LOG_FORKED("log-forked");

    private final String word;

    Rule(String word) {
      this.word = word;
    }
  }

  /// Raises an alarm, where the same was not raised before.
  ///
  /// @param target what it is about: a source, the log, a witness
  /// @param fact the same words for the same fact
  /// @param evidence references, never contents
  /// @return whether it is stored now; where not, the caller's next look tries again
  public boolean raise(Rule rule, String target, String fact, List<String> evidence) {
    var told = rule.word + " " + target + " " + fact;
    if (raised.contains(told)) {
      return true;
    }
    var alert = UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
    var event =
        new AlertRaised(
            alert,
            rule.word,
            "critical",
            "log",
            target,
            1,
            0,
            evidence,
            false,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    try {
      store
          .decide(
              BY_ITSELF,
              Boundary.of(EventTag.of("alert", alert), AlertRaised.class),
              false,
              (_, _) -> true,
              there -> new Decision<>(there ? List.of() : List.of(event), there))
          .toCompletableFuture()
          .join();
      raised.add(told);
      LOGGER.errorf("alarm: rule=%s target=%s %s", rule.word, target, fact);
      return true;
    } catch (RuntimeException e) {
      LOGGER.debugf("an alarm was not stored: %s", e.getMessage()); // readiness says why
      return false;
    }
  }
}
