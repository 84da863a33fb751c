package fr.vigie.records.budgets;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.standing.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one advisor was shown and refused lately, folded from the advisor's day, and how much of
/// the budget that leaves. Whoever shows persons asks here, inside the decision that shows them:
/// whatever the endpoint, it is one budget (law 2).
///
/// @param days what was used on each day: today, and yesterday while the last hour reaches into it
/// @param latest the newest event, and those before it
/// @param alerts the rules that have raised an alert, by day
public record Exposure(Map<LocalDate, Day> days, @Nullable Noted latest, Set<String> alerts) {

  public static final Exposure NONE = new Exposure(Map.of(), null, Set.of());

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PROBATION = 4; // R17

  public Exposure {
    days = Map.copyOf(days);
    alerts = Set.copyOf(alerts);
  }

  /// The advisor's day; and the day before, as long as the last hour reaches into it.
  public static Boundary boundary(String advisor, Instant now) {
    var today = ParisTime.day(now);
    var day = boundary(advisor, today);
    var hourAgo = ParisTime.day(now.minus(HOUR));
    return hourAgo.equals(today)
        ? day
        : day.or(ExposureDay.tag(advisor, hourAgo), DisclosureEvent.class);
  }

  /// What every decision about an advisor depends on: the day, the rights, the standing.
  public static Boundary ofAsker(Asker asker, Instant now) {
    return Standing.in(
        boundary(asker.account(), now)
            .or(
                EventTag.of("advisor", asker.account()),
                RelationEvent.class,
                Glass.class,
                StandingEvent.class),
        asker.session(),
        asker.organisation());
  }

  /// What happened on a day beside showings, the newest first.
  public List<DisclosureEvent> noted(LocalDate day) {
    var events = new ArrayList<DisclosureEvent>();
    for (var noted = latest; noted != null; noted = noted.before()) {
      var event = noted.event();
      if (event != null && noted.day().equals(day)) {
        events.add(event);
      }
    }
    return events;
  }

  /// How much is noted, in events and persons.
  int size() {
    var persons = days.values().stream().mapToInt(day -> day.shown().size()).sum();
    return persons + (latest == null ? 0 : latest.count());
  }

  private static Boundary boundary(String advisor, LocalDate day) {
    return Boundary.of(ExposureDay.tag(advisor, day), DisclosureEvent.class, AlertRaised.class);
  }

  /// The tags of an alert about an advisor.
  public static Set<EventTag> tags(AlertRaised alert) {
    return Set.of(
        EventTag.of("advisor", alert.target()),
        ExposureDay.tag(alert.target(), ParisTime.day(alert.at())));
  }

  /// Takes in an event; what is of another part of a boundary changes nothing.
  public Exposure after(StoredEvent event) {
    return switch (event.payload()) {
      case DisclosureEvent shown -> {
        var all = new HashMap<>(days);
        all.put(shown.day(), of(shown.day()).after(shown, event.time()));
        yield new Exposure(all, Noted.of(shown, event.id(), event.time(), latest), alerts);
      }
      case AlertRaised alert -> {
        var all = new HashSet<>(alerts);
        all.add(named(alert.rule(), ParisTime.day(alert.at())));
        yield new Exposure(days, latest, all);
      }
      default -> this;
    };
  }

  private static String named(AlertRule rule, LocalDate day) {
    return named(rule.word(), day);
  }

  private static String named(String rule, LocalDate day) {
    return rule + "|" + day;
  }

  /// Distinct persons of the day.
  public Set<String> persons(LocalDate day) {
    return new HashSet<>(of(day).shown().keySet());
  }

  /// How many they are.
  public int count(LocalDate day) {
    return of(day).shown().size();
  }

  /// Whether one of them is this person.
  public boolean has(LocalDate day, UUID person) {
    return of(day).shown().containsKey(person.toString());
  }

  private Day of(LocalDate day) {
    return days.getOrDefault(day, Day.NOTHING);
  }

  private Window since(Instant moment) {
    return new Window(List.copyOf(days.values()), moment);
  }

  private int refusals(Predicate<Noted> when) {
    var refusals = 0;
    for (var noted = latest; noted != null; noted = noted.before()) {
      if (when.test(noted) && noted.refused()) {
        refusals++;
      }
    }
    return refusals;
  }

  /// Whether a line was crossed today that freezes: until lockout-service's word is heard here, and
  /// for the rest of the day, nothing more is shown.
  public boolean isStopped(Instant now) {
    var today = ParisTime.day(now);
    return alerts.contains(named(AlertRule.EXPOSURE_BUDGET, today))
        || alerts.contains(named(AlertRule.REFUSAL_BUDGET, today));
  }

  /// The line in the way of showing these persons; empty where there is none.
  ///
  /// @param probation budgets are divided by four
  /// @param fresh both factors were shown just now
  /// @param reason why so many; null where none is given
  public Optional<Refusal> line(
      Collection<String> wanted,
      int bytes,
      ExposurePolicy policy,
      boolean probation,
      boolean fresh,
      @Nullable String reason,
      Instant now) {
    var share = probation ? PROBATION : 1;
    var ofTheDay = lineOfTheDay(wanted, bytes, policy, probation, now);
    if (ofTheDay.isPresent()) {
      return ofTheDay;
    }
    var day = of(ParisTime.day(now));
    var today = Window.of(day).with(wanted);
    if (since(now.minus(HOUR)).with(wanted) > Math.max(1, policy.personsPerHour() / share)) {
      return Optional.of(Refusal.HOUR_EXHAUSTED);
    }
    if (since(now.minus(MINUTE)).with(wanted) > Math.max(1, policy.personsPerMinute() / share)) {
      return Optional.of(Refusal.MINUTE_EXHAUSTED);
    }
    if (today > policy.softPersonsPerDay() / share) {
      if (!fresh) {
        return Optional.of(Refusal.STEP_UP_NEEDED);
      }
      if (reason == null) {
        return Optional.of(Refusal.REASON_NEEDED);
      }
    }
    return takesTranche(day, today, policy)
        ? Optional.of(Refusal.TRANCHE_NEEDED)
        : Optional.empty();
  }

  /// The same of the day's two budgets alone, persons and bytes.
  public Optional<Refusal> lineOfTheDay(
      Collection<String> wanted, int bytes, ExposurePolicy policy, boolean probation, Instant now) {
    var share = probation ? PROBATION : 1;
    var day = of(ParisTime.day(now));
    if (Window.of(day).with(wanted) > Math.max(1, policy.personsPerDay() / share)) {
      return Optional.of(Refusal.BUDGET_EXHAUSTED);
    }
    return day.bytes() + bytes > policy.bytesPerDay() / share
        ? Optional.of(Refusal.BYTES_EXHAUSTED)
        : Optional.empty();
  }

  /// Whether more of the organisation's day must be taken before these persons are shown.
  public boolean takesTranche(Collection<String> wanted, ExposurePolicy policy, Instant now) {
    var day = of(ParisTime.day(now));
    return takesTranche(day, Window.of(day).with(wanted), policy);
  }

  private static boolean takesTranche(Day day, int today, ExposurePolicy policy) {
    return policy.organisationPersonsPerDay() > 0 && today > day.reserved();
  }

  /// The alert that a refusal raises with it, in the same append; empty where it raises none, or
  /// the rule has raised one today.
  public Optional<AlertRaised> alert(
      String advisor, Refusal refusal, ExposurePolicy policy, boolean probation, Instant now) {
    var day = ParisTime.day(now);
    var share = probation ? PROBATION : 1;
    if (refusal == Refusal.BUDGET_EXHAUSTED || refusal == Refusal.BYTES_EXHAUSTED) {
      return raised(
          AlertRule.EXPOSURE_BUDGET,
          advisor,
          count(day) + 1,
          policy.personsPerDay() / share,
          Noted::debits,
          now);
    }
    var lately = refusals(noted -> noted.at().isAfter(now.minus(MINUTE))) + 1;
    var today = refusals(noted -> noted.day().equals(day)) + 1;
    if (lately >= policy.refusalsPerMinute()) {
      return raised(
          AlertRule.REFUSAL_BUDGET,
          advisor,
          lately,
          policy.refusalsPerMinute(),
          Noted::refused,
          now);
    }
    return today >= policy.refusalsPerDay()
        ? raised(
            AlertRule.REFUSAL_BUDGET, advisor, today, policy.refusalsPerDay(), Noted::refused, now)
        : Optional.empty();
  }

  private Optional<AlertRaised> raised(
      AlertRule rule,
      String advisor,
      int measured,
      int limit,
      Predicate<Noted> evidence,
      Instant now) {
    var named = named(rule, ParisTime.day(now));
    if (alerts.contains(named)) {
      return Optional.empty();
    }
    var reference =
        UUID.nameUUIDFromBytes((advisor + "|" + named).getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        rule.raised(
            reference.toString(), "account", advisor, measured, limit, newest(evidence), now));
  }

  private List<String> newest(Predicate<Noted> evidence) {
    var ids = new ArrayList<String>();
    for (var noted = latest;
        noted != null && ids.size() < Noted.MOST_EVIDENCE;
        noted = noted.before()) {
      if (evidence.test(noted)) {
        ids.add(noted.id().toString());
      }
    }
    return ids.reversed();
  }
}
