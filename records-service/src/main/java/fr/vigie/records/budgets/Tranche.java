package fr.vigie.records.budgets;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.relations.Asker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What of an organisation's day its advisors have taken, what the asker has taken in a month, and
/// whether one may take a piece more.
///
/// @param taken persons of the organisation's day, shown already or not
/// @param mine persons the asker has taken in thirty days
/// @param alerted the rules that somebody was told of today
public record Tranche(Asker asker, LocalDate day, int taken, int mine, Set<String> alerted) {

  /// Persons of a piece. Twenty times fewer decisions meet each other here than at the door.
  public static final int PERSONS = 20;

  private static final int MONTH = 30;

  public Tranche {
    alerted = Set.copyOf(alerted);
  }

  /// Nothing has happened yet.
  static Tranche before(Asker asker, Instant now) {
    return new Tranche(asker, ParisTime.day(now), 0, 0, Set.of());
  }

  /// The tag of an organisation's day.
  public static EventTag tag(String organisation, LocalDate day) {
    return EventTag.of("organisation-day", organisation + "|" + day);
  }

  /// The tag of what an advisor takes in the calendar month of a day.
  public static EventTag month(String advisor, LocalDate day) {
    return EventTag.of("advisor-month", advisor + "|" + YearMonth.from(day));
  }

  static Boundary boundary(Asker asker, Instant now) {
    var day = ParisTime.day(now);
    return Boundary.of(tag(asker.organisation(), day), TrancheTaken.class)
        .or(month(asker.account(), day), TrancheTaken.class)
        .or(month(asker.account(), day.minusDays(MONTH)), TrancheTaken.class)
        .or(ExposureDay.tag(asker.organisation(), day), AlertRaised.class)
        .or(ExposureDay.tag(asker.account(), day), AlertRaised.class);
  }

  Tranche after(StoredEvent event) {
    return switch (event.payload()) {
      case TrancheTaken more -> after(more);
      case AlertRaised alert -> {
        var all = new HashSet<>(alerted);
        all.add(alert.rule());
        yield new Tranche(asker, day, taken, mine, all);
      }
      default -> this;
    };
  }

  private Tranche after(TrancheTaken more) {
    var ofTheDay = more.day().equals(day) && more.organisation().equals(asker.organisation());
    var ofTheMonth =
        more.advisor().equals(asker.account()) && more.day().isAfter(day.minusDays(MONTH));
    return new Tranche(
        asker,
        day,
        taken + (ofTheDay ? more.persons() : 0),
        mine + (ofTheMonth ? more.persons() : 0),
        alerted);
  }

  /// Why no more is taken, and that is an event; empty where it was taken.
  ///
  /// @param asked what for, as [CallRefused] says it
  static Decision<Optional<Refusal>> decide(
      String asked, Tranche state, ExposurePolicy policy, Instant now) {
    var asker = state.asker;
    if (state.mine + PERSONS > policy.personsPerMonth()) {
      return state.refuse(asked, Refusal.MONTH_EXHAUSTED, state.month(policy, now));
    }
    var bound = ExposurePolicy.personsPerDayOf(policy, asker.organisation());
    if (state.taken + PERSONS > bound) {
      return state.refuse(
          asked,
          Refusal.ORGANISATION_EXHAUSTED,
          alert(
              AlertRule.ORGANISATION_BUDGET,
              "organisation",
              asker.organisation(),
              state.taken,
              bound,
              now));
    }
    return new Decision<>(
        List.of(new TrancheTaken(asker.account(), state.day, asker.organisation(), PERSONS)),
        Optional.empty());
  }

  private Decision<Optional<Refusal>> refuse(String asked, Refusal reason, AlertRaised alert) {
    var events = new ArrayList<Object>();
    events.add(new CallRefused(asker.account(), day, asked, reason.word()));
    if (!alerted.contains(alert.rule())) {
      events.add(alert);
    }
    return new Decision<>(events, Optional.of(reason));
  }

  private AlertRaised month(ExposurePolicy policy, Instant now) {
    return alert(
        AlertRule.EXPOSURE_MONTH, "account", asker.account(), mine, policy.personsPerMonth(), now);
  }

  // No freeze: an organisation is many people, a month is no hurry, and both stand still already.
  private static AlertRaised alert(
      AlertRule rule, String kind, String target, int measured, int bound, Instant now) {
    var reference =
        UUID.nameUUIDFromBytes(
            (target + "|" + rule.word() + "|" + ParisTime.day(now))
                .getBytes(StandardCharsets.UTF_8));
    return rule.raised(reference.toString(), kind, target, measured, bound, List.of(), now);
  }
}
