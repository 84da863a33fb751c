package fr.vigie.audit.rules;

import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.kit.ParisTime;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;

/// A rule with its memory: takes events in the order of the log, says which cross its line. Days
/// and hours are those of Paris.
public sealed interface Detector
    permits AbsentAdvisor, Detector.OfAMonth, DistinctPersons, OffHours, RefusalBurst, TwoPlaces {

  /// The name alerts of this rule bear.
  AlertRule rule();

  /// Whether it wants events of a topic.
  default boolean takes(String topic) {
    return topic.equals(Topics.DISCLOSURES);
  }

  /// How many days before that of an event it looks back on.
  default int lookBack() {
    return 0;
  }

  /// Operations whose events it wants however old they are: what was granted lasts.
  default Set<String> lasting() {
    return Set.of();
  }

  /// A rule that knows what is usual from the days of a month.
  sealed interface OfAMonth extends Detector
      permits DisjointCoverage, NewNetwork, OutOfPortfolio, Velocity {

    /// Days that are remembered.
    int DAYS = 30;

    /// Whoever has fewer days than these has no usual yet.
    int FEWEST = 5;

    @Override
    default int lookBack() {
      return DAYS;
    }
  }

  /// Takes one event.
  ///
  /// @return what was crossed by it; nothing where nothing was, or was before
  List<Crossing> take(LoggedEntry entry);

  /// A line that was crossed.
  ///
  /// @param scope what the target is: `account` or `organisation`
  /// @param target what crossed it
  /// @param day in Paris
  /// @param measured what was counted then
  /// @param limit the line
  /// @param index of the leaf that crossed it
  record Crossing(
      AlertRule rule,
      String scope,
      String target,
      LocalDate day,
      int measured,
      int limit,
      long index) {}

  /// The day it happened on.
  static LocalDate day(LoggedEntry entry) {
    return ParisTime.day(entry.time());
  }

  /// Who did it.
  static String actor(LoggedEntry entry) {
    return Objects.requireNonNullElse(entry.attribute("actor"), "?");
  }

  /// For whom it was done.
  static String organisation(LoggedEntry entry) {
    return Objects.requireNonNullElse(entry.attribute("organisation"), "?");
  }

  /// Whether something of persons left records-service.
  static boolean disclosed(LoggedEntry entry) {
    return "allowed".equals(entry.attribute("outcome")) && !entry.fieldClasses().isEmpty();
  }

  /// The persons that it debits, as records-service does: rows of the own portfolio, listed or
  /// searched, are no single person's event, and debit nobody.
  static SortedSet<String> debits(LoggedEntry entry) {
    return disclosed(entry) && entry.attribute("subject") != null
        ? entry.persons()
        : Collections.emptySortedSet();
  }
}
