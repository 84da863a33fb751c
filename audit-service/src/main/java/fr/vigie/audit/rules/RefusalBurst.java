package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// An account that is refused again and again in a short time: it tries doors (R46, ATTACKS 21). An
/// event that tells of several counts for as many. Of requests, those of persons count, who have an
/// organisation: a service that is told 409 does its work.
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
    private final Deque<Some> lately = new ArrayDeque<>();
    private int times;
    private boolean said;

    private int add(Some some, Instant oldest) {
      lately.addLast(some);
      times += some.times();
      while (lately.getFirst().at().isBefore(oldest)) {
        times -= lately.removeFirst().times();
      }
      return times;
    }
  }

  private record Some(Instant at, int times) {}

  @Override
  public AlertRule rule() {
    return AlertRule.REFUSAL_BURST;
  }

  @Override
  public boolean takes(String topic) {
    return topic.equals(Topics.DISCLOSURES) || topic.equals(Topics.REQUESTS);
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    if (!"refused".equals(entry.attribute("outcome"))
        || (entry.topic().equals(Topics.REQUESTS) && entry.attribute("organisation") == null)) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var refusals = memory.of(day, actor);
    if (refusals.said) {
      return List.of();
    }
    var measured = refusals.add(new Some(entry.time(), times(entry)), entry.time().minus(window));
    if (measured <= limit) {
      return List.of();
    }
    refusals.said = true;
    return List.of(new Crossing(rule(), "account", actor, day, measured, limit, entry.index()));
  }

  private static int times(LoggedEntry entry) {
    var said = entry.said("times");
    return said != null && said.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(said) : 1;
  }
}
