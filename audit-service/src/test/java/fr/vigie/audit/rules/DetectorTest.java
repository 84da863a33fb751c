package fr.vigie.audit.rules;

import static fr.vigie.audit.rules.Reads.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Detectors on days that are written down. Times are UTC; Paris is an hour ahead in January.
class DetectorTest {

  private final Reads reads = new Reads();

  @Test
  void the_breach_of_2024_is_seen_at_the_first_person_over_the_budget() {
    // 150 a second, and 13 million in a day: what follows the 201st changes nothing any more.
    var detector = DistinctPersons.ofAccount(200);
    var crossings = new ArrayList<Crossing>();

    for (var i = 0; i < 3_000; i++) {
      var time = MONDAY.plus(i * 1_000_000L / 150, ChronoUnit.MICROS);
      crossings.addAll(detector.take(reads.read("thief", "person-" + i, time, "portfolio")));
    }

    assertThat(crossings)
        .containsExactly(
            new Crossing(
                AlertRule.EXPOSURE_BUDGET,
                "account",
                "thief",
                LocalDate.parse("2026-01-05"),
                201,
                200,
                200));
  }

  @Test
  void the_same_person_counts_once_and_each_day_begins_anew() {
    var detector = DistinctPersons.ofAccount(2);

    for (var i = 0; i < 10; i++) {
      assertThat(detector.take(reads.read("a", "person-" + i % 2, MONDAY, "portfolio"))).isEmpty();
    }

    assertThat(reads.day(detector, "a", MONDAY.plus(Duration.ofDays(1)), 2, "portfolio")).isEmpty();
    assertThat(reads.day(detector, "a", MONDAY.plus(Duration.ofDays(2)), 3, "portfolio"))
        .hasSize(1);
  }

  @Test
  void many_accounts_under_their_budget_are_seen_together() {
    var organisation = DistinctPersons.ofOrganisation(500);
    var platform = DistinctPersons.ofPlatform(500);
    var crossings = new ArrayList<Crossing>();

    for (var account = 0; account < 5; account++) {
      for (var i = 0; i < 199; i++) {
        var entry =
            reads.read("account-" + account, "person-" + account + "-" + i, MONDAY, "portfolio");
        crossings.addAll(organisation.take(entry));
        crossings.addAll(platform.take(entry));
      }
    }

    assertThat(crossings)
        .extracting(Crossing::rule, Crossing::target, Crossing::measured)
        .containsExactly(
            tuple(AlertRule.ORGANISATION_QUOTA, "FT", 501),
            tuple(AlertRule.PLATFORM_QUOTA, "platform", 501));
  }

  @Test
  void low_and_slow_is_seen_on_the_fifth_day() {
    var detector = new OutOfPortfolio(50, 5, 20);

    for (var days = 0; days < 4; days++) {
      assertThat(reads.day(detector, "slow", MONDAY.plus(Duration.ofDays(days)), 190, "shift"))
          .isEmpty();
    }
    var fifth = reads.day(detector, "slow", MONDAY.plus(Duration.ofDays(4)), 190, "shift");

    assertThat(fifth).hasSize(1);
    assertThat(fifth.getFirst().measured()).isEqualTo(100);
    assertThat(fifth.getFirst().target()).isEqualTo("slow");
  }

  @Test
  void a_week_of_reception_with_a_day_of_ones_own_is_no_alert() {
    var detector = new OutOfPortfolio(50, 5, 20);

    for (var days = 0; days < 9; days++) {
      var basis = days == 4 ? "portfolio" : "shift";
      assertThat(reads.day(detector, "desk", MONDAY.plus(Duration.ofDays(days)), 60, basis))
          .isEmpty();
    }
  }

  @Test
  void a_day_far_above_ones_own_is_seen_and_a_newcomers_is_not() {
    var detector = new Velocity(3, 60);
    for (var days = 0; days < 10; days++) {
      assertThat(reads.day(detector, "even", MONDAY.plus(Duration.ofDays(days)), 30, "portfolio"))
          .isEmpty();
    }

    var tenth = reads.day(detector, "even", MONDAY.plus(Duration.ofDays(10)), 120, "portfolio");

    assertThat(tenth).hasSize(1);
    assertThat(tenth.getFirst().measured()).isEqualTo(91);
    assertThat(tenth.getFirst().limit()).isEqualTo(90);
    assertThat(reads.day(detector, "new", MONDAY.plus(Duration.ofDays(10)), 150, "portfolio"))
        .isEmpty();
  }

  @Test
  void three_times_next_to_nothing_is_no_news() {
    var detector = new Velocity(3, 60);
    for (var days = 0; days < 10; days++) {
      reads.day(detector, "calm", MONDAY.plus(Duration.ofDays(days)), 3, "portfolio");
    }

    assertThat(reads.day(detector, "calm", MONDAY.plus(Duration.ofDays(10)), 60, "portfolio"))
        .isEmpty();
  }

  // ATTACKS 63
  @Test
  void whoever_raises_his_own_normal_week_by_week_still_meets_the_cap() {
    var velocity = new Velocity(3, 60);
    var budget = DistinctPersons.ofAccount(200);
    for (var days = 0; days < 28; days++) {
      var from = MONDAY.plus(Duration.ofDays(days));
      var persons = Math.min(200, 20 + days * 7);
      assertThat(reads.day(velocity, "patient", from, persons, "portfolio")).isEmpty();
      assertThat(reads.day(budget, "patient", from, persons, "portfolio")).isEmpty();
    }

    var last = reads.day(budget, "patient", MONDAY.plus(Duration.ofDays(28)), 400, "portfolio");

    assertThat(last).extracting(Crossing::measured).containsExactly(201);
  }

  @Test
  void a_burst_of_refusals_is_seen_once_a_day() {
    var detector = new RefusalBurst(20, Duration.ofMinutes(10));
    var crossings = new ArrayList<Crossing>();

    for (var i = 0; i < 100; i++) {
      crossings.addAll(detector.take(reads.refusal("trier", MONDAY.plusSeconds(i))));
    }

    assertThat(crossings).hasSize(1);
    assertThat(crossings.getFirst().measured()).isEqualTo(21);
  }

  @Test
  void refusals_that_are_told_together_count_each() {
    var detector = new RefusalBurst(20, Duration.ofMinutes(10));

    assertThat(detector.takes(Topics.REQUESTS)).isTrue();
    assertThat(detector.take(reads.refusals("trier", MONDAY, 1))).isEmpty();
    assertThat(detector.take(reads.refusals("trier", MONDAY.plusSeconds(60), 19))).isEmpty();
    // The first is too old by now.
    assertThat(detector.take(reads.refusals("trier", MONDAY.plusSeconds(601), 1))).isEmpty();
    assertThat(detector.take(reads.refusals("trier", MONDAY.plusSeconds(602), 1_000)))
        .extracting(Crossing::measured)
        .containsExactly(1_020);
  }

  @Test
  void what_services_and_strangers_are_told_is_nobodys_burst() {
    var detector = new RefusalBurst(20, Duration.ofMinutes(10));

    for (var who : List.of("unknown", "identity-service")) {
      assertThat(detector.take(reads.refusalsOutside(who, MONDAY, 1_000))).isEmpty();
    }
  }

  @Test
  void refusals_over_a_day_of_work_are_no_burst() {
    var detector = new RefusalBurst(20, Duration.ofMinutes(10));

    for (var i = 0; i < 100; i++) {
      assertThat(detector.take(reads.refusal("clumsy", MONDAY.plusSeconds(60L * i)))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T06:30:00Z, false",
    "2026-01-05T05:59:59Z, true",
    "2026-01-05T18:59:59Z, false",
    "2026-01-05T19:00:00Z, true",
    "2026-07-06T05:30:00Z, false",
    "2026-07-06T04:30:00Z, true",
    "2026-01-04T10:00:00Z, true",
    "2026-04-06T10:00:00Z, true",
    "2026-05-14T10:00:00Z, true",
    "2026-05-25T10:00:00Z, true",
    "2026-07-14T10:00:00Z, true",
    "2026-07-15T10:00:00Z, false"
  })
  void hours_and_holidays_are_those_of_paris(Instant time, boolean off) {
    var detector = new OffHours(LocalTime.of(7, 0), LocalTime.of(20, 0));

    assertThat(detector.take(reads.read("a", "person-1", time, "portfolio"))).hasSize(off ? 1 : 0);
    assertThat(detector.take(reads.read("a", "person-2", time, "portfolio"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2024, 2024-03-31", "2025, 2025-04-20", "2026, 2026-04-05", "2038, 2038-04-25"})
  void easter_moves(int year, LocalDate easter) {
    assertThat(FrenchHolidays.easter(year)).isEqualTo(easter);
  }

  @Test
  void what_comes_very_late_is_forgotten_and_breaks_nothing() {
    var detector = DistinctPersons.ofAccount(1);
    reads.day(detector, "a", MONDAY, 1, "portfolio");
    reads.day(detector, "a", MONDAY.plus(Duration.ofDays(10)), 1, "portfolio");

    assertThat(reads.day(detector, "a", MONDAY, 1, "portfolio")).isEmpty();
  }
}
