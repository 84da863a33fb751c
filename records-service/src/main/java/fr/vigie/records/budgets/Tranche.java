package fr.vigie.records.budgets;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.alerts.AlertRule;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.relations.Asker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What of an organisation's day its advisors have taken, and whether one may take a piece more.
///
/// @param taken persons, shown already or not
/// @param alerted somebody was told today that the day is used up
public record Tranche(int taken, boolean alerted) {

  /// Persons of a piece. Twenty times fewer decisions meet each other here than at the door.
  public static final int PERSONS = 20;

  static final Tranche NONE = new Tranche(0, false);

  private static final AlertRule RULE = AlertRule.ORGANISATION_BUDGET;

  /// The tag of an organisation's day.
  public static EventTag tag(String organisation, LocalDate day) {
    return EventTag.of("organisation-day", organisation + "|" + day);
  }

  static Boundary boundary(Asker asker, Instant now) {
    var day = ExposureDay.of(now);
    return Boundary.of(tag(asker.organisation(), day), TrancheTaken.class)
        .or(ExposureDay.tag(asker.organisation(), day), AlertRaised.class);
  }

  Tranche after(StoredEvent event) {
    return switch (event.payload()) {
      case TrancheTaken more -> new Tranche(taken + more.persons(), alerted);
      case AlertRaised alert when alert.rule().equals(RULE.word()) -> new Tranche(taken, true);
      default -> this;
    };
  }

  /// Whether one more is taken; a refusal is an event.
  ///
  /// @param asked what for, as [CallRefused] says it
  static Decision<Boolean> decide(
      Asker asker, String asked, Tranche state, ExposurePolicy policy, Instant now) {
    var day = ExposureDay.of(now);
    var bound = ExposurePolicy.personsPerDayOf(policy, asker.organisation());
    if (state.taken + PERSONS <= bound) {
      return new Decision<>(
          List.of(new TrancheTaken(asker.account(), day, asker.organisation(), PERSONS)), true);
    }
    var events = new ArrayList<Object>();
    events.add(new CallRefused(asker.account(), day, asked, Refusal.ORGANISATION_EXHAUSTED.word()));
    if (!state.alerted) {
      events.add(alert(asker.organisation(), state.taken, bound, now));
    }
    return new Decision<>(events, false);
  }

  // No freeze: an organisation is many people, and stands still already.
  private static AlertRaised alert(String organisation, int taken, int bound, Instant now) {
    var reference =
        UUID.nameUUIDFromBytes(
            (organisation + "|" + RULE.word() + "|" + ExposureDay.of(now))
                .getBytes(StandardCharsets.UTF_8));
    return RULE.raised(
        reference.toString(), "organisation", organisation, taken, bound, List.of(), now);
  }
}
