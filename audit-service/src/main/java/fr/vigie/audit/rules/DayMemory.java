package fr.vigie.audit.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is remembered of targets day by day, for as many days as a rule looks back. What comes late
/// counts on its own day, as long as that is remembered and not over; what comes later still counts
/// for nobody.
///
/// @param <T> what is remembered of one target on one day
final class DayMemory<T> {

  private final int days;
  private final Supplier<T> blank;
  private final Consumer<T> over;
  private final TreeMap<LocalDate, Map<String, T>> memory = new TreeMap<>();
  private LocalDate open = LocalDate.MIN;

  DayMemory(int days, Supplier<T> blank) {
    this(days, blank, _ -> {});
  }

  /// @param over told of what is remembered of a day, once the day after the next has begun
  DayMemory(int days, Supplier<T> blank, Consumer<T> over) {
    this.days = days;
    this.blank = blank;
    this.over = over;
  }

  /// What is remembered, to be added to.
  T of(LocalDate day, String target) {
    if (!memory.isEmpty()) {
      memory.headMap(memory.lastKey().minusDays(days)).clear();
    }
    var yesterday = day.minusDays(1);
    if (yesterday.isAfter(open)) {
      memory.subMap(open, yesterday).values().forEach(each -> each.values().forEach(over));
      open = yesterday;
    }
    return memory
        .computeIfAbsent(day, _ -> new HashMap<>())
        .computeIfAbsent(target, _ -> blank.get());
  }

  /// The days before one, newest first, with what is remembered of a target on each where it did
  /// something.
  Map<LocalDate, T> before(LocalDate day, String target) {
    var found = new TreeMap<LocalDate, T>();
    memory
        .headMap(day)
        .forEach((each, targets) -> {
          var remembered = targets.get(target);
          if (remembered != null) {
            found.put(each, remembered);
          }
        });
    return found.descendingMap();
  }
}
