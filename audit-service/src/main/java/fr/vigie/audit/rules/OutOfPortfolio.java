package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.util.List;

/// Low and slow (R44): an account that stays under every line, and whose persons are for the
/// greater part not those it accompanies, on several of its days on end. To list one's own
/// portfolio makes no part of it smaller.
public final class OutOfPortfolio implements Detector.OfAMonth {

  private final int share;
  private final int days;
  private final int fewest;
  private final DayMemory<Day> memory = new DayMemory<>(DAYS, Day::new, Day::close);

  /// @param share percent of the persons of a day
  /// @param days on end on which the account did anything
  /// @param fewest persons of a day that count as a day of work
  public OutOfPortfolio(int share, int days, int fewest) {
    this.share = share;
    this.days = days;
    this.fewest = fewest;
  }

  /// Of one account on one day.
  private static final class Day {
    private final Persons all = new Persons();
    private final Persons others = new Persons();
    private boolean said;

    private void close() {
      all.close();
      others.close();
    }

    private int share() {
      return others.size() * 100 / all.size();
    }
  }

  @Override
  public AlertRule rule() {
    return AlertRule.OUT_OF_PORTFOLIO;
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
    today.all.add(debits);
    if (!"portfolio".equals(entry.attribute("basis"))) {
      today.others.add(debits);
    }
    if (today.said || !isOver(today)) {
      return List.of();
    }
    var earlier = memory.before(day, actor).values().stream().limit(days - 1L).toList();
    if (earlier.size() < days - 1 || !earlier.stream().allMatch(this::isOver)) {
      return List.of();
    }
    today.said = true;
    return List.of(
        new Crossing(rule(), "account", actor, day, today.share(), share, entry.index()));
  }

  private boolean isOver(Day one) {
    return one.all.size() >= fewest && one.share() > share;
  }
}
