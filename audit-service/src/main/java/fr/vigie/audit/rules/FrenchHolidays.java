package fr.vigie.audit.rules;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/// The public holidays of metropolitan France (Code du travail, L3133-1): eight that stand still,
/// three that go with Easter.
final class FrenchHolidays {

  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(5, 8),
          MonthDay.of(7, 14),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(11, 11),
          MonthDay.of(12, 25));

  private static final int MONDAY = 1;
  private static final int ASCENSION = 39;
  private static final int WHIT_MONDAY = 50;

  private FrenchHolidays() {}

  static boolean on(LocalDate day) {
    var easter = easter(day.getYear());
    return FIXED.contains(MonthDay.from(day))
        || day.equals(easter.plusDays(MONDAY))
        || day.equals(easter.plusDays(ASCENSION))
        || day.equals(easter.plusDays(WHIT_MONDAY));
  }

  // The Gregorian Easter, by Butcher's rule: the golden number gives the full moon after the
  // equinox, century corrections mend it, and the Sunday after is Easter.
  static LocalDate easter(int year) {
    var golden = year % 19;
    var century = year / 100;
    var leaps = century / 4;
    var moon = (century + 8) / 25;
    var moonOfCentury = (century - moon + 1) / 3;
    var epact = (19 * golden + century - leaps - moonOfCentury + 15) % 30;
    var sunday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7;
    var late = (golden + 11 * epact + 22 * sunday) / 451;
    var days = epact + sunday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
