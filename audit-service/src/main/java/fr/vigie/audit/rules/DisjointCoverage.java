package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Accounts of one organisation that together sweep through the register, each under every line of
/// its own (R46, ATTACKS 24): on one day, several see far more persons than they used to, and
/// hardly one of these persons is seen by two of them.
///
/// Either alone is ordinary. A busy day lifts everybody, but advisors of an agency meet the same
/// persons; a quiet sweep divides the persons up, since to read one twice is wasted. And of fifty
/// thousand advisors hundreds have their busy day each day, apart from one another: so the line is
/// above the most that the organisation ever had, a fifth more and then some.
public final class DisjointCoverage implements Detector.OfAMonth {

  private static final int APART = 95;

  private final int limit;
  private final int times;
  private final int floor;
  private final UsualDays accounts = new UsualDays();
  private final DayMemory<Set<String>> swollen = new DayMemory<>(DAYS, HashSet::new);
  private final DayMemory<Coverage> coverage = new DayMemory<>(2, Coverage::new);

  /// @param limit accounts that may do so together, above a fifth more than ever
  /// @param times the median of an account's own days
  /// @param floor persons of a day below which an account is not counted
  public DisjointCoverage(int limit, int times, int floor) {
    this.limit = limit;
    this.times = times;
    this.floor = floor;
  }

  /// The persons that an organisation's swollen accounts see on one day.
  private static final class Coverage {
    private final Map<String, Integer> seenBy = new HashMap<>();
    private int shared;
    private boolean said;

    private void add(Collection<String> persons) {
      for (var person : persons) {
        if (seenBy.merge(person, 1, Integer::sum) == 2) {
          shared++;
        }
      }
    }

    private boolean isDivided() {
      return shared * 100 <= seenBy.size() * (100 - APART);
    }
  }

  @Override
  public AlertRule rule() {
    return AlertRule.DISJOINT_COVERAGE;
  }

  @Override
  public List<Crossing> take(LoggedEntry entry) {
    var debits = Detector.debits(entry);
    if (debits.isEmpty()) {
      return List.of();
    }
    var day = Detector.day(entry);
    var actor = Detector.actor(entry);
    var today = accounts.of(day, actor);
    var first = today.size() == 0;
    var fresh = today.add(debits);
    if (fresh.isEmpty() || (!first && today.size() <= floor)) {
      return List.of();
    }
    var usual = usual(day, actor);
    return usual < 0 ? List.of() : judge(entry, today, fresh, Math.max(floor, times * usual));
  }

  private List<Crossing> judge(LoggedEntry entry, Persons today, Set<String> fresh, int much) {
    var day = Detector.day(entry);
    var organisation = Detector.organisation(entry);
    var all = swollen.of(day, organisation);
    var covered = coverage.of(day, organisation);
    if (all.contains(Detector.actor(entry))) {
      covered.add(fresh);
    } else if (today.size() > much) {
      all.add(Detector.actor(entry));
      covered.add(today.all());
    }
    var line = line(day, organisation, all.size());
    if (covered.said || all.size() <= line || !covered.isDivided()) {
      return List.of();
    }
    covered.said = true;
    return List.of(
        new Crossing(rule(), "organisation", organisation, day, all.size(), line, entry.index()));
  }

  // The median of an account's days. Whoever has too few has no usual, and says nothing of others.
  private int usual(LocalDate day, String actor) {
    var days = accounts.before(day, actor);
    return days.isEmpty() ? -1 : days.get(days.size() / 2);
  }

  private int line(LocalDate day, String organisation, int now) {
    if (now <= limit) {
      return limit;
    }
    var days = swollen.before(day, organisation).values();
    var most = days.stream().mapToInt(Set::size).max().orElse(0);
    return days.size() < FEWEST ? Integer.MAX_VALUE : limit + most + most / 5;
  }
}
