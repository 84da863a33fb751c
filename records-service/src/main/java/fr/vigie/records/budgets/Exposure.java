package fr.vigie.records.budgets;

import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Glass;
import fr.vigie.records.standing.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one advisor was shown and refused lately, folded from the advisor's day, and how much of
/// the budget that leaves. Whoever shows persons asks here, inside the decision that shows them:
/// whatever the endpoint, it is one budget (law 2).
///
/// @param latest the newest event of the day, and those before it
/// @param alerts the rules that have raised an alert, by day
public record Exposure(@Nullable Noted latest, Set<String> alerts) {

  public static final Exposure NONE = new Exposure(null, Set.of());

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PROBATION = 4; // R17
  private static final int MOST_EVIDENCE = 100;

  /// A list that shares its tail: folding a day costs one step an event, and states of a decision
  /// that is taken twice do not disturb each other.
  public record Noted(DisclosureEvent event, String id, Instant at, @Nullable Noted before) {}

  public Exposure {
    alerts = Set.copyOf(alerts);
  }

  /// The advisor's day; and the day before, as long as the last hour reaches into it.
  public static Boundary boundary(String advisor, Instant now) {
    var today = ExposureDay.of(now);
    var day = boundary(advisor, today);
    var hourAgo = ExposureDay.of(now.minus(HOUR));
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

  /// What happened on a day, the newest first.
  public List<DisclosureEvent> noted(LocalDate day) {
    var events = new ArrayList<DisclosureEvent>();
    for (var noted = latest; noted != null; noted = noted.before()) {
      if (noted.event().day().equals(day)) {
        events.add(noted.event());
      }
    }
    return events;
  }

  private static Boundary boundary(String advisor, LocalDate day) {
    return Boundary.of(ExposureDay.tag(advisor, day), DisclosureEvent.class, AlertRaised.class);
  }

  /// The tags of an alert about an advisor.
  public static Set<EventTag> tags(AlertRaised alert) {
    return Set.of(
        EventTag.of("advisor", alert.target()),
        ExposureDay.tag(alert.target(), ExposureDay.of(alert.at())));
  }

  /// Takes in an event; what is of another part of a boundary changes nothing.
  public Exposure after(StoredEvent event) {
    return switch (event.payload()) {
      case DisclosureEvent shown -> after(shown, event.id().toString(), event.time());
      case AlertRaised alert -> {
        var all = new HashSet<>(alerts);
        all.add(named(alert.rule(), ExposureDay.of(alert.at())));
        yield new Exposure(latest, all);
      }
      default -> this;
    };
  }

  private Exposure after(DisclosureEvent event, String id, Instant at) {
    return new Exposure(new Noted(event, id, at, latest), alerts);
  }

  private static String named(AlertRule rule, LocalDate day) {
    return named(rule.word(), day);
  }

  private static String named(String rule, LocalDate day) {
    return rule + "|" + day;
  }

  /// Distinct persons of the day.
  public Set<String> persons(LocalDate day) {
    return persons(noted -> noted.event().day().equals(day));
  }

  private Set<String> persons(Instant since) {
    return persons(noted -> noted.at().isAfter(since));
  }

  private Set<String> persons(Predicate<Noted> when) {
    var persons = new HashSet<String>();
    for (var noted = latest; noted != null; noted = noted.before()) {
      if (when.test(noted)) {
        persons.addAll(noted.event().debits());
      }
    }
    return persons;
  }

  private long bytes(LocalDate day) {
    var bytes = 0L;
    for (var noted = latest; noted != null; noted = noted.before()) {
      if (noted.event().day().equals(day)) {
        bytes += noted.event().bytes();
      }
    }
    return bytes;
  }

  private int refusals(Predicate<Noted> when) {
    var refusals = 0;
    for (var noted = latest; noted != null; noted = noted.before()) {
      if (when.test(noted) && noted.event().deed().outcome() == Outcome.REFUSED) {
        refusals++;
      }
    }
    return refusals;
  }

  /// Whether a line was crossed today that freezes: until lockout-service's word is heard here, and
  /// for the rest of the day, nothing more is shown.
  public boolean isStopped(Instant now) {
    var today = ExposureDay.of(now);
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
    var today = persons(ExposureDay.of(now));
    if (with(today, wanted) > Math.max(1, policy.personsPerDay() / share)) {
      return Optional.of(Refusal.BUDGET_EXHAUSTED);
    }
    if (bytes(ExposureDay.of(now)) + bytes > policy.bytesPerDay() / share) {
      return Optional.of(Refusal.BYTES_EXHAUSTED);
    }
    if (with(persons(now.minus(HOUR)), wanted) > Math.max(1, policy.personsPerHour() / share)) {
      return Optional.of(Refusal.HOUR_EXHAUSTED);
    }
    if (with(persons(now.minus(MINUTE)), wanted) > Math.max(1, policy.personsPerMinute() / share)) {
      return Optional.of(Refusal.MINUTE_EXHAUSTED);
    }
    if (with(today, wanted) > policy.softPersonsPerDay() / share) {
      if (!fresh) {
        return Optional.of(Refusal.STEP_UP_NEEDED);
      }
      if (reason == null) {
        return Optional.of(Refusal.REASON_NEEDED);
      }
    }
    return takesTranche(wanted, policy, now)
        ? Optional.of(Refusal.TRANCHE_NEEDED)
        : Optional.empty();
  }

  /// Whether more of the organisation's day must be taken before these persons are shown.
  public boolean takesTranche(Collection<String> wanted, ExposurePolicy policy, Instant now) {
    var day = ExposureDay.of(now);
    return policy.organisationPersonsPerDay() > 0 && with(persons(day), wanted) > reserved(day);
  }

  /// How many persons of the organisation's day the advisor has taken.
  private int reserved(LocalDate day) {
    return noted(day).stream()
        .mapToInt(event -> event instanceof TrancheTaken taken ? taken.persons() : 0)
        .sum();
  }

  // A person who is among those of the window already is debited nothing more.
  private static int with(Set<String> shown, Collection<String> wanted) {
    var fresh = new HashSet<>(wanted);
    fresh.removeAll(shown);
    return fresh.isEmpty() ? 0 : shown.size() + fresh.size();
  }

  /// The alert that a refusal raises with it, in the same append; empty where it raises none, or
  /// the rule has raised one today.
  public Optional<AlertRaised> alert(
      String advisor, Refusal refusal, ExposurePolicy policy, boolean probation, Instant now) {
    var day = ExposureDay.of(now);
    var share = probation ? PROBATION : 1;
    if (refusal == Refusal.BUDGET_EXHAUSTED || refusal == Refusal.BYTES_EXHAUSTED) {
      return raised(
          AlertRule.EXPOSURE_BUDGET,
          advisor,
          persons(day).size() + 1,
          policy.personsPerDay() / share,
          noted -> !noted.event().debits().isEmpty(),
          now);
    }
    var lately = refusals(noted -> noted.at().isAfter(now.minus(MINUTE))) + 1;
    var today = refusals(noted -> noted.event().day().equals(day)) + 1;
    if (lately >= policy.refusalsPerMinute()) {
      return raised(
          AlertRule.REFUSAL_BUDGET,
          advisor,
          lately,
          policy.refusalsPerMinute(),
          Exposure::isRefusal,
          now);
    }
    return today >= policy.refusalsPerDay()
        ? raised(
            AlertRule.REFUSAL_BUDGET,
            advisor,
            today,
            policy.refusalsPerDay(),
            Exposure::isRefusal,
            now)
        : Optional.empty();
  }

  private static boolean isRefusal(Noted noted) {
    return noted.event().deed().outcome() == Outcome.REFUSED;
  }

  private Optional<AlertRaised> raised(
      AlertRule rule,
      String advisor,
      int measured,
      int limit,
      Predicate<Noted> evidence,
      Instant now) {
    var named = named(rule, ExposureDay.of(now));
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
    for (var noted = latest; noted != null && ids.size() < MOST_EVIDENCE; noted = noted.before()) {
      if (evidence.test(noted)) {
        ids.add(noted.id());
      }
    }
    return ids.reversed();
  }
}
