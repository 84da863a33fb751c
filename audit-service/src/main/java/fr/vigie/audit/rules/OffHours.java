package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.kit.ParisTime;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The first reading of an account on a day that is off, or outside these hours (R45).
public final class OffHours implements Detector {

  private static final Set<DayOfWeek> WEEK_END = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final LocalTime opens;
  private final LocalTime closes;
  private final DayMemory<Set<String>> said = new DayMemory<>(2, HashSet::new);

  public OffHours(LocalTime opens, LocalTime closes) {
    this.opens = opens;
    this.closes = closes;
  }

  @Override
  public AlertRule rule() {
    return AlertRule.OFF_HOURS;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var time = entry.time().atZone(ParisTime.ZONE);
    var day = time.toLocalDate();
    var off =
        WEEK_END.contains(day.getDayOfWeek())
            || FrenchHolidays.on(day)
            || time.toLocalTime().isBefore(opens)
            || !time.toLocalTime().isBefore(closes);
    var actor = Detector.actor(entry);
    return off && Detector.disclosed(entry) && said.of(day, actor).add(actor)
        ? List.of(new Crossing(rule(), "account", actor, day, 1, 0, entry.index()))
        : List.of();
  }
}
