package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.util.List;

/// An account that sees far more persons in a day than it used to (R42): more than so many times
/// the 95th percentile of its own days, once there are enough of them.
///
/// The floor is for those whose days are small: three times two is no news. An attacker who raises
/// his own normal week by week still meets the caps, which know no normal. (ATTACKS 63)
public final class Velocity implements Detector {

  private static final int REMEMBERED_DAYS = 30;
  private static final int FEWEST_DAYS = 5;

  private final int times;
  private final int floor;
  private final DayMemory<Persons> memory =
      new DayMemory<>(REMEMBERED_DAYS, Persons::new, Persons::close);

  /// @param times as many persons as usual
  /// @param floor persons of a day below which nothing is said
  public Velocity(int times, int floor) {
    this.times = times;
    this.floor = floor;
  }

  @Override
  public AlertRule rule() {
    return AlertRule.VELOCITY;
  }

  @Override
  public int lookBack() {
    return REMEMBERED_DAYS;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var debits = Detector.debits(entry);
    if (debits.isEmpty()) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var today = memory.of(day, actor);
    var before = today.size();
    if (today.add(debits).isEmpty() || today.size() <= floor) {
      return List.of();
    }
    var usual = memory.before(day, actor).values().stream().map(Persons::size).sorted().toList();
    if (usual.size() < FEWEST_DAYS) {
      return List.of();
    }
    var line = Math.max(floor, times * usual.get((usual.size() * 95 + 99) / 100 - 1));
    return before <= line && today.size() > line
        ? List.of(new Crossing(rule(), "account", actor, day, today.size(), line, entry.index()))
        : List.of();
  }
}
