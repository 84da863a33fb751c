package fr.vigie.records.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.relations.Asker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Pieces of a day and of a month.
class TrancheTest {

  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final Asker ASKER = new Asker(ALICE, "FT", "FT-01", "s", true);
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final int DAY = 200;
  private static final int MONTH = 2_500;

  private final List<Object> past = new ArrayList<>();

  /// ATTACKS 23: just under the bound of every minute, hour and day, for sixty days on end. The
  /// month stops it, and what has leaked by then is the month's bound.
  @Test
  void who_stays_just_under_each_day_is_stopped_by_the_month() {
    var leaked = new ArrayList<Integer>();
    for (var day = 0; day < 60; day++) {
      var now = NINE.plus(day, ChronoUnit.DAYS);
      var shown = 0;
      while (shown < DAY - Tranche.PERSONS && take(now).isEmpty()) {
        shown += Tranche.PERSONS;
      }
      leaked.add(shown);
    }

    var worst = 0;
    for (var from = 0; from + 30 <= leaked.size(); from++) {
      worst = Math.max(worst, leaked.subList(from, from + 30).stream().mapToInt(i -> i).sum());
    }
    System.err.printf("slow enumeration: leaked in any thirty days=%d bound=%d%n", worst, MONTH);
    assertThat(worst).isLessThanOrEqualTo(MONTH).isGreaterThan(MONTH - Tranche.PERSONS);
    assertThat(past.stream().filter(AlertRaised.class::isInstance)).isNotEmpty();
  }

  @Test
  void the_refusal_says_which_bound_it_was_and_raises_one_alert_a_day() {
    for (var piece = 0; piece < MONTH / Tranche.PERSONS; piece++) {
      take(NINE.plus(piece / 10, ChronoUnit.DAYS));
    }
    var now = NINE.plus(20, ChronoUnit.DAYS);

    var first = decide(now);
    past.addAll(first.events());
    var second = decide(now);

    assertThat(first.answer()).contains(Refusal.MONTH_EXHAUSTED);
    assertThat(first.events()).hasSize(2);
    assertThat(first.events().getLast())
        .isInstanceOfSatisfying(
            AlertRaised.class,
            alert -> {
              assertThat(alert.rule()).isEqualTo("exposure-month");
              assertThat(alert.target()).isEqualTo(ALICE);
              assertThat(alert.freeze()).isFalse();
            });
    assertThat(second.events())
        .singleElement()
        .isInstanceOfSatisfying(
            CallRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo("month-exhausted"));
  }

  /// ATTACKS 24: two hundred accounts of one Cap emploi, each far below its own lines. Together
  /// they come to the organisation's day, and it is told once.
  @Test
  void accounts_that_stay_small_together_are_stopped_by_the_organisations_day() {
    var bound = 4_000;
    var policy = new Bounds(DAY, 60, 10, 5_000_000, 150, 30, 200, bound, MONTH);
    var taken = 0;
    for (var round = 0; round < 3; round++) {
      for (var account = 0; account < 200; account++) {
        var asker = new Asker("account-" + account, "CE-01", "CE-01", "s", true);
        var decision = Tranche.decide("read", fold(asker, NINE), policy, NINE);
        past.addAll(decision.events());
        taken += decision.answer().isEmpty() ? Tranche.PERSONS : 0;
      }
    }

    assertThat(taken).isEqualTo(bound);
    assertThat(past.stream().filter(AlertRaised.class::isInstance).map(AlertRaised.class::cast))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("organisation-budget");
          assertThat(alert.target()).isEqualTo("CE-01");
        });
  }

  @Test
  void what_is_thirty_days_old_counts_no_more() {
    for (var piece = 0; piece < MONTH / Tranche.PERSONS; piece++) {
      take(NINE);
    }

    assertThat(decide(NINE.plus(29, ChronoUnit.DAYS)).answer()).contains(Refusal.MONTH_EXHAUSTED);
    assertThat(decide(NINE.plus(30, ChronoUnit.DAYS)).answer()).isEmpty();
  }

  @Test
  void what_others_took_is_of_the_organisation_and_not_of_the_month() {
    for (var piece = 0; piece < 200; piece++) {
      past.add(new TrancheTaken("another", ParisTime.day(NINE), "FT", Tranche.PERSONS));
    }

    assertThat(decide(NINE).answer()).isEmpty();
  }

  private Optional<Refusal> take(Instant now) {
    var decision = decide(now);
    past.addAll(decision.events());
    return decision.answer();
  }

  private Decision<Optional<Refusal>> decide(Instant now) {
    return Tranche.decide("read", fold(ASKER, now), policy(), now);
  }

  private Tranche fold(Asker asker, Instant now) {
    var state = Tranche.before(asker, now);
    for (var event : past) {
      // What the boundary of the moment holds: an alert of another day is not in it.
      if (!(event instanceof AlertRaised alert)
          || ParisTime.day(alert.at()).equals(ParisTime.day(now))) {
        state = state.after(stored(event));
      }
    }
    return state;
  }

  private static ExposurePolicy policy() {
    return new Bounds(DAY, 60, 10, 5_000_000, 150, 30, 200, 6_000_000, MONTH);
  }

  private static StoredEvent stored(Object event) {
    return new StoredEvent(1, new UUID(7, 7), "test", 1, NINE, event, "{}", Map.of(), Set.of());
  }
}
