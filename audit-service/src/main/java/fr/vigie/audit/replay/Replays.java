package fr.vigie.audit.replay;

import fr.vigie.audit.query.Asked;
import fr.vigie.audit.views.Rebuilding;
import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.contracts.audit.ReplayEvent.ReplayEnded;
import fr.vigie.contracts.audit.ReplayEvent.ReplayFailed;
import fr.vigie.contracts.audit.ReplayEvent.ReplayStarted;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The door: starts replays, and says how they stand.
@ApplicationScoped
public class Replays {

  /// The only view there is.
  static final String TRACES = "traces";

  private static final Logger LOGGER = Logger.getLogger(Replays.class);
  private static final EventTag REGISTER = EventTag.of("register", "replays");

  private final Rebuilding rebuilding;
  private final EventStore store;
  private final Clock clock;

  Replays(Rebuilding rebuilding, EventStore store, Clock clock) {
    this.rebuilding = rebuilding;
    this.store = store;
    this.clock = clock;
  }

  /// By what an event is found again.
  public static Set<EventTag> tags(ReplayEvent event) {
    return Set.of(EventTag.of("replay", event.replay()), REGISTER);
  }

  /// Starts one; none where another one runs.
  Optional<Replay> start(Caller caller) throws SQLException {
    var building = rebuilding.begin();
    if (building == null) {
      return Optional.empty();
    }
    var started = new ReplayStarted(UUID.randomUUID().toString(), caller.account(), TRACES, now());
    append(caller.attributes(), started);
    Thread.ofVirtual()
        .name("audit-replay")
        .start(() -> run(started.replay(), building, caller.attributes()));
    return Optional.of(Replay.of(started));
  }

  private void run(String replay, Rebuilding.Building building, Map<String, String> attributes) {
    try {
      var rebuilt = building.run();
      append(
          attributes,
          new ReplayEnded(replay, rebuilt.end(), rebuilt.digest(), rebuilt.before(), now()));
      if (!rebuilt.isSame()) {
        LOGGER.warnf("the view was not what the entries say: replay=%s", replay);
      }
    } catch (SQLException | RuntimeException e) {
      LOGGER.error("a view was not built anew", e);
      append(attributes, new ReplayFailed(replay, "database", now()));
    }
  }

  private void append(Map<String, String> attributes, ReplayEvent event) {
    var _ = Asked.await(store.append(attributes, List.of(event)));
  }

  /// Every replay, the newest first.
  List<Replay> list() throws SQLException {
    var all = new LinkedHashMap<String, Replay>();
    for (var stored : Asked.await(store.read(Boundary.of(REGISTER, ReplayEvent.class)))) {
      var event = (ReplayEvent) stored.payload();
      if (event instanceof ReplayStarted started) {
        all.put(started.replay(), Replay.of(started));
      } else {
        all.computeIfPresent(event.replay(), (_, replay) -> replay.after(event));
      }
    }
    var progress = rebuilding.progress();
    return List.copyOf(all.values()).reversed().stream()
        .map(replay ->
            replay.state().equals("running") ? replay.at(progress.done(), progress.of()) : replay)
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
