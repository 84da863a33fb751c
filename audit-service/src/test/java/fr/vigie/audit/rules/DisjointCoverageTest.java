package fr.vigie.audit.rules;

import static fr.vigie.audit.rules.Reads.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.contracts.alerts.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Accounts that sweep together, and advisors who are only busy. (R46, ATTACKS 24)
class DisjointCoverageTest {

  private static final int USUAL_DAYS = 11;

  private final Reads reads = new Reads();
  private final Random chance = new Random(20_240_206);

  private static Instant on(int after) {
    return MONDAY.plus(Duration.ofDays(after));
  }

  private List<Crossing> each(Detector detector, int accounts, int after, int persons) {
    var crossings = new ArrayList<Crossing>();
    for (var account = 0; account < accounts; account++) {
      crossings.addAll(reads.day(detector, "account-" + account, on(after), persons, "portfolio"));
    }
    return crossings;
  }

  // Each of them far below its budget of 200.
  @Test
  void a_sweep_that_colluding_accounts_divide_among_them_is_one_alert() {
    var detector = new DisjointCoverage(10, 2, 40);
    for (var days = 0; days < USUAL_DAYS; days++) {
      assertThat(each(detector, 60, days, 30)).isEmpty();
    }

    assertThat(each(detector, 60, USUAL_DAYS, 90))
        .extracting(Crossing::rule, Crossing::scope, Crossing::target, Crossing::measured)
        .containsExactly(tuple(AlertRule.DISJOINT_COVERAGE, "organisation", "FT", 11));
  }

  @Test
  void a_busy_day_on_which_advisors_meet_the_same_persons_is_no_sweep() {
    var detector = new DisjointCoverage(10, 2, 40);
    for (var days = 0; days < USUAL_DAYS; days++) {
      each(detector, 50, days, 30);
    }

    for (var account = 0; account < 50; account++) {
      for (var i = 0; i < 90; i++) {
        var shared = "person-" + account / 5 + "-" + i;
        var read = reads.read("account-" + account, shared, on(USUAL_DAYS), "shift");
        assertThat(detector.take(read)).isEmpty();
      }
    }
  }

  /// Days of three persons or so, as long as days of forty would take too long to tell: of 1,500
  /// advisors some forty have a day of more than twice their median, every day.
  private List<Crossing> unevenDay(Detector detector, int after, int colluding) {
    var crossings = new ArrayList<Crossing>();
    for (var account = 0; account < 1_500; account++) {
      var persons = (int) Math.round(3 * Math.exp(chance.nextGaussian() * 0.4));
      crossings.addAll(
          reads.day(
              detector,
              "account-" + account,
              on(after),
              account < colluding ? 9 : Math.max(1, persons),
              "portfolio"));
    }
    return crossings;
  }

  @Test
  void in_a_large_organisation_some_are_busy_each_day_and_a_sweep_among_them_is_seen() {
    var detector = new DisjointCoverage(10, 2, 4);
    for (var days = 0; days < 30; days++) {
      assertThat(unevenDay(detector, days, 0)).as("day %s", days).isEmpty();
    }

    assertThat(unevenDay(detector, 30, 120)).hasSize(1);
  }
}
