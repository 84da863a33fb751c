package fr.vigie.records.budgets;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// The persons shown within a time: of a day, or after a moment that may lie in the day before.
record Window(List<Day> days, Instant after) {

  static Window of(Day day) {
    return new Window(List.of(day), Instant.MIN);
  }

  boolean has(String person) {
    for (var day : days) {
      var at = day.shown().get(person);
      if (at != null && at.isAfter(after)) {
        return true;
      }
    }
    return false;
  }

  /// How many there are with these; 0 where all of these are among them: who was shown within the
  /// time is debited nothing more.
  int with(Collection<String> wanted) {
    var fresh = (int) wanted.stream().distinct().filter(person -> !has(person)).count();
    return fresh == 0 ? 0 : persons() + fresh;
  }

  private int persons() {
    if (days.size() == 1 && after.equals(Instant.MIN)) {
      return days.getFirst().shown().size();
    }
    var persons = new HashSet<String>();
    for (var day : days) {
      day.shown()
          .forEach((person, at) -> {
            if (at.isAfter(after)) {
              persons.add(person);
            }
          });
    }
    return persons.size();
  }
}
