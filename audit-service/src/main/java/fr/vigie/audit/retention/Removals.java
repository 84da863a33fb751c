package fr.vigie.audit.retention;

import fr.vigie.audit.query.Asked;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.LogEvent.ContentsRemoved;
import fr.vigie.contracts.audit.LogEvent.HoldLifted;
import fr.vigie.contracts.audit.LogEvent.HoldPlaced;
import fr.vigie.contracts.audit.LogEvent.RetentionSet;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The door: removes what is over.
///
/// In two steps, so that nothing goes that the log does not say: first the event, which comes into
/// the log like every other; the contents once its leaf is under a checkpoint. A hold that is
/// placed between the two stops the second as well.
@ApplicationScoped
public class Removals {

  private static final Logger LOGGER = Logger.getLogger(Removals.class);
  private static final EventTag SETTINGS = EventTag.of("log", "retention");
  private static final Map<String, String> BY_ITSELF = Map.of("actor", "audit-service");

  private final Months months;
  private final Holds holds;
  private final EventStore store;
  private final Clock clock;
  private final Retention retention;

  Removals(Months months, Holds holds, EventStore store, Clock clock, RetentionSettings settings) {
    this.months = months;
    this.holds = holds;
    this.store = store;
    this.clock = clock;
    this.retention = Retention.of(settings);
  }

  /// Writes down how long contents are kept, where that is another time than before.
  void writeDown() {
    var set = new RetentionSet(retention.months(), retention.reason());
    var _ =
        Asked.await(
            store.decide(
                BY_ITSELF,
                Boundary.of(SETTINGS, RetentionSet.class),
                Optional.<RetentionSet>empty(),
                (_, event) -> Optional.of((RetentionSet) event.payload()),
                last -> {
                  var same = last.filter(set::equals).isPresent();
                  return new Decision<>(same ? List.of() : List.of(set), same);
                }));
  }

  /// Goes as far as it can with every month whose time is over.
  ///
  /// @return how many months were removed now
  int removeWhatIsOver() throws SQLException {
    var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    var removed = 0;
    for (var month : months.there()) {
      if (!retention.isOver(month, today) || !holds.open().holds().isEmpty()) {
        return removed;
      }
      if (remove(month)) {
        removed++;
      }
    }
    return removed;
  }

  private boolean remove(LocalDate month) throws SQLException {
    var said = Asked.await(store.read(saying(month)));
    if (said.isEmpty()) {
      say(month);
      return false;
    }
    var notice = months.signedLeaf(said.getFirst().id().toString());
    if (notice.isEmpty()) {
      return false;
    }
    months.remove(month, notice.getAsLong());
    LOGGER.infof("contents of a month were removed: month=%s notice=%d", month, notice.getAsLong());
    return true;
  }

  private void say(LocalDate month) throws SQLException {
    var contents = months.contents(month);
    var event =
        new ContentsRemoved(
            "retention", month, contents.leaves(), contents.positions(), retention.months());
    var _ =
        Asked.await(
            store.decide(
                BY_ITSELF,
                saying(month).or(Holds.TAG, HoldPlaced.class, HoldLifted.class),
                Standing.NOTHING,
                (standing, happened) -> standing.after((LogEvent) happened.payload()),
                standing ->
                    new Decision<>(
                        standing.maySay() ? List.of(event) : List.of(), standing.maySay())));
  }

  private static Boundary saying(LocalDate month) {
    return Boundary.of(EventTag.of("month", month.toString()), ContentsRemoved.class);
  }

  private record Standing(boolean said, OpenHolds open) {
    private static final Standing NOTHING = new Standing(false, OpenHolds.NONE);

    Standing after(LogEvent event) {
      return new Standing(said || event instanceof ContentsRemoved, open.after(event));
    }

    boolean maySay() {
      return !said && open.holds().isEmpty();
    }
  }
}
