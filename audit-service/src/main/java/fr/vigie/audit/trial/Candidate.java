package fr.vigie.audit.trial;

import fr.vigie.audit.views.LoggedEntry;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule as it might be: takes disclosures in the order of the log, says which cross its line.
/// Days and hours are those of Paris.
sealed interface Candidate {

  ZoneId PARIS = ZoneId.of("Europe/Paris");

  /// The name alerts of this rule bear.
  String rule();

  /// Takes one disclosure.
  ///
  /// @return what was crossed by it; nothing where nothing was, or was before
  List<Crossing> take(LoggedEntry disclosure);

  /// A line that was crossed.
  ///
  /// @param target the account or the organisation that crossed it
  /// @param day in Paris
  /// @param measured what was counted then
  /// @param index of the leaf that crossed it
  record Crossing(String rule, String target, LocalDate day, int measured, long index) {}

  private static LocalDate day(LoggedEntry entry) {
    return entry.time().atZone(PARIS).toLocalDate();
  }

  private static String actor(LoggedEntry entry) {
    return Objects.requireNonNullElse(entry.attribute("actor"), "?");
  }

  /// Distinct persons a day, of one target. Forgets a day once the next has begun for long.
  final class Distinct {
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final int limit;

    Distinct(int limit) {
      this.limit = limit;
    }

    /// How many there are, where this entry takes them over the line; null where it does not.
    @Nullable Integer over(String target, LoggedEntry entry) {
      var persons = seen.computeIfAbsent(day(entry) + " " + target, _ -> new HashSet<>());
      var before = persons.size();
      persons.addAll(entry.persons());
      return before <= limit && persons.size() > limit ? persons.size() : null;
    }
  }

  /// More distinct persons a day than this, of one account (R29).
  final class ExposureBudget implements Candidate {
    private final Distinct distinct;

    ExposureBudget(int limit) {
      distinct = new Distinct(limit);
    }

    @Override
    public String rule() {
      return "exposure-budget";
    }

    @Override
    public List<Crossing> take(LoggedEntry disclosure) {
      return crossed(rule(), actor(disclosure), distinct, disclosure);
    }
  }

  /// More distinct persons a day than this, of all accounts of an organisation (R46).
  final class OrganisationQuota implements Candidate {
    private final Distinct distinct;

    OrganisationQuota(int limit) {
      distinct = new Distinct(limit);
    }

    @Override
    public String rule() {
      return "organisation-quota";
    }

    @Override
    public List<Crossing> take(LoggedEntry disclosure) {
      var organisation = Objects.requireNonNullElse(disclosure.attribute("organisation"), "?");
      return crossed(rule(), organisation, distinct, disclosure);
    }
  }

  private static List<Crossing> crossed(
      String rule, String target, Distinct distinct, LoggedEntry entry) {
    var measured = distinct.over(target, entry);
    return measured == null
        ? List.of()
        : List.of(new Crossing(rule, target, day(entry), measured, entry.index()));
  }

  /// The first reading of an account on a day outside these hours, or at a week-end (R45).
  final class OffHours implements Candidate {
    private final LocalTime from;
    private final LocalTime until;
    private final Set<String> said = new HashSet<>();

    OffHours(LocalTime from, LocalTime until) {
      this.from = from;
      this.until = until;
    }

    @Override
    public String rule() {
      return "off-hours";
    }

    @Override
    public List<Crossing> take(LoggedEntry disclosure) {
      var crossings = new ArrayList<Crossing>();
      var time = disclosure.time().atZone(PARIS);
      var off =
          time.getDayOfWeek() == DayOfWeek.SATURDAY
              || time.getDayOfWeek() == DayOfWeek.SUNDAY
              || time.toLocalTime().isBefore(from)
              || !time.toLocalTime().isBefore(until);
      if (off && said.add(day(disclosure) + " " + actor(disclosure))) {
        crossings.add(
            new Crossing(rule(), actor(disclosure), day(disclosure), 1, disclosure.index()));
      }
      return crossings;
    }
  }
}
