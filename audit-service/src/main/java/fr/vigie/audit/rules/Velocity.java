package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.util.List;

/// An account that sees far more persons in a day than it used to (R42): more than so many times
/// the 95th percentile of its own days, once there are enough of them.
///
/// The floor is for those whose days are small: three times two is no news. An attacker who raises
/// his own normal week by week still meets the caps, which know no normal. (ATTACKS 63)
public final class Velocity implements Detector.OfAMonth {

  private final int times;
  private final int floor;
  private final UsualDays days = new UsualDays();

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
  public List<Crossing> take(LoggedEntry entry) {
    var debits = Detector.debits(entry);
    if (debits.isEmpty()) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var today = days.of(day, actor);
    var before = today.size();
    if (today.add(debits).isEmpty() || today.size() <= floor) {
      return List.of();
    }
    var usual = days.before(day, actor);
    if (usual.isEmpty()) {
      return List.of();
    }
    var line = Math.max(floor, times * usual.get((usual.size() * 95 + 99) / 100 - 1));
    return before <= line && today.size() > line
        ? List.of(new Crossing(rule(), "account", actor, day, today.size(), line, entry.index()))
        : List.of();
  }
}
