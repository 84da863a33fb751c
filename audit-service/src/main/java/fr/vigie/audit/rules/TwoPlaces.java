package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account that reads in two sessions from two networks by turns (R46, impossible travel): one
/// person is not in two places, nor goes from one to the other and back within minutes.
///
/// Where a network lies on the map is not asked: that takes a register of others, often wrong, and
/// a network that is left and found again a minute later is as impossible in the same town. A
/// telephone that flaps between two networks does so in one session, and is no news.
public final class TwoPlaces implements Detector {

  private final int limit;
  private final Duration window;
  private final DayMemory<Turns> memory = new DayMemory<>(2, Turns::new);

  /// @param limit how often the place may change within the window
  public TwoPlaces(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  private record Place(String session, String network) {
    boolean isElsewhere(Place other) {
      return !session.equals(other.session) && !network.equals(other.network);
    }
  }

  /// Of one account on one day.
  private static final class Turns {
    private final Deque<Instant> times = new ArrayDeque<>();
    private @Nullable Place last;
    private boolean said;
  }

  @Override
  public AlertRule rule() {
    return AlertRule.TWO_PLACES;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var network = entry.attribute("network");
    var session = entry.attribute("session");
    if (network == null || session == null || !Detector.disclosed(entry)) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var turns = memory.of(day, actor);
    var here = new Place(session, network);
    if (turns.last != null && here.isElsewhere(turns.last)) {
      turns.times.addLast(entry.time());
    }
    turns.last = here;
    var oldest = entry.time().minus(window);
    while (!turns.times.isEmpty() && turns.times.getFirst().isBefore(oldest)) {
      turns.times.removeFirst();
    }
    if (turns.said || turns.times.size() <= limit) {
      return List.of();
    }
    turns.said = true;
    return List.of(
        new Crossing(rule(), "account", actor, day, turns.times.size(), limit, entry.index()));
  }
}
