package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// An account that is refused again and again in a short time: it tries doors (R46, ATTACKS 21).
public final class RefusalBurst implements Detector {

  private final int limit;
  private final Duration window;
  private final DayMemory<Refusals> memory = new DayMemory<>(2, Refusals::new);

  public RefusalBurst(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  /// Of one account on one day.
  private static final class Refusals {
    private final Deque<Instant> times = new ArrayDeque<>();
    private boolean said;
  }

  @Override
  public AlertRule rule() {
    return AlertRule.REFUSAL_BURST;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    if (!"refused".equals(entry.attribute("outcome"))) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var refusals = memory.of(day, actor);
    if (refusals.said) {
      return List.of();
    }
    var oldest = entry.time().minus(window);
    refusals.times.addLast(entry.time());
    while (refusals.times.getFirst().isBefore(oldest)) {
      refusals.times.removeFirst();
    }
    if (refusals.times.size() <= limit) {
      return List.of();
    }
    refusals.said = true;
    return List.of(
        new Crossing(rule(), "account", actor, day, refusals.times.size(), limit, entry.index()));
  }
}
