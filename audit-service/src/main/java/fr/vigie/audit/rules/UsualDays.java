package fr.vigie.audit.rules;

import java.time.LocalDate;
import java.util.List;

/// The persons of each account on each day of a month, and so what is usual for it.
final class UsualDays {

  private final DayMemory<Persons> memory =
      new DayMemory<>(Detector.OfAMonth.DAYS, Persons::new, Persons::close);

  /// Those of one day, to be added to.
  Persons of(LocalDate day, String account) {
    return memory.of(day, account);
  }

  /// How many persons each of its days before had, the fewest first; none where there are too few
  /// days to tell.
  List<Integer> before(LocalDate day, String account) {
    var days = memory.before(day, account).values().stream().map(Persons::size).sorted().toList();
    return days.size() < Detector.OfAMonth.FEWEST ? List.of() : days;
  }
}
