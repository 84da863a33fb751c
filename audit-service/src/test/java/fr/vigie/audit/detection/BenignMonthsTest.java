package fr.vigie.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.alerts.AlertRule;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the rules say of people who only work: 240 advisors of 12 agencies over six weeks (half a
/// year with `-Dvigie.long=true`), drawn from one seed. It is a made-up population, and its false
/// alarms are what to expect of a first week, not a promise. (PERFORMANCE P16)
class BenignMonthsTest {

  private static final long SEED = 20_240_206;
  private static final int ADVISORS = 240;
  private static final int AGENCIES = 12;
  private static final int PORTFOLIO = 300;
  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final int WEEKS = Boolean.getBoolean("vigie.long") ? 26 : 6;

  private final Random chance = new Random(SEED);
  private final Map<AlertRule, Integer> alerts = new EnumMap<>(AlertRule.class);
  private long index;
  private int days;

  @Test
  void those_who_only_work_are_let_work() {
    var detectors = Detectors.all(new Settings());
    detectors.forEach(detector -> alerts.put(detector.rule(), 0));

    for (var day = FIRST; day.isBefore(FIRST.plusWeeks(WEEKS)); day = day.plusDays(1)) {
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        for (var advisor = 0; advisor < ADVISORS; advisor++) {
          work(detectors, advisor, day);
        }
      }
    }

    System.out.println("alerts of " + days + " working days of advisors: " + alerts);
    assertThat(days).isGreaterThan(6_000);
    assertThat(alerts)
        .containsEntry(AlertRule.EXPOSURE_BUDGET, 0)
        .containsEntry(AlertRule.ORGANISATION_QUOTA, 0)
        .containsEntry(AlertRule.OUT_OF_PORTFOLIO, 0)
        .containsEntry(AlertRule.TWO_PLACES, 0);
    // The first campaign there ever was is more than there ever was.
    assertThat(alerts.get(AlertRule.DISJOINT_COVERAGE)).isLessThanOrEqualTo(1);
    assertThat(alerts.get(AlertRule.NEW_NETWORK))
        .as("of %s days", days)
        .isLessThanOrEqualTo(days / 1_000);
    assertThat(alerts.get(AlertRule.VELOCITY))
        .as("of %s days", days)
        .isLessThanOrEqualTo(days / 1_000);
  }

  /// A day: at the agency or, two days of five, at home; one day of a hundred at another agency,
  /// one of two hundred somewhere nobody has been; sometimes over a telephone as well. One morning
  /// of ten everybody is called for, and people see twice as many persons.
  private void work(Iterable<Detector> detectors, int advisor, LocalDate day) {
    if (chance.nextInt(10) == 0) {
      return; // on leave
    }
    days++;
    var campaign = day.getDayOfMonth() % 10 == 0;
    var usual = 25 + advisor % 50;
    var reads =
        Math.min(170, (int) (usual * Math.exp(chance.nextGaussian() * 0.3) * (campaign ? 1.8 : 1)));
    var network = network(advisor);
    var flaps = chance.nextInt(30) == 0;
    var time = day.atTime(8, 0).toInstant(ZoneOffset.UTC).plusSeconds(chance.nextInt(1_800));
    for (var i = 0; i < reads; i++) {
      time = time.plusSeconds(20 + chance.nextInt(300));
      var from = flaps && chance.nextInt(3) == 0 ? "198.51.100.0/24" : network;
      take(detectors, entry(advisor, person(advisor), time, from));
    }
  }

  private String network(int advisor) {
    if (chance.nextInt(200) == 0) {
      return "203.0." + chance.nextInt(256) + ".0/24";
    }
    if (chance.nextInt(100) == 0) {
      return "10.0." + chance.nextInt(AGENCIES) + ".0/24";
    }
    return chance.nextInt(5) < 2
        ? "192.168." + advisor + ".0/24"
        : "10.0." + advisor % AGENCIES + ".0/24";
  }

  // The own portfolio, mostly; every fifth a person who comes to the agency, whoever is on.
  private String person(int advisor) {
    return chance.nextInt(5) == 0
        ? "person-" + advisor % AGENCIES + "-" + chance.nextInt(400)
        : "person-" + advisor + "-of-" + chance.nextInt(PORTFOLIO);
  }

  private LoggedEntry entry(int advisor, String person, Instant time, String network) {
    var json =
        """
        {"actor":"advisor-%d","organisation":"%s","session":"s-%d","network":"%s","subject":"%s",\
        "outcome":"allowed","operation":"read","basis":"%s","fieldclasses":"identity,contact",\
        "time":"%s","kafkatopic":"vigie.disclosures.v1"}\
        """
            .formatted(
                advisor,
                advisor % 10 == 0 ? "CE-01" : "FT",
                advisor,
                network,
                person,
                person.contains("-of-") ? "portfolio" : "reception-shift",
                time);
    return LoggedEntry.read(
        index++, LocalDate.parse("2026-01-01"), json.getBytes(StandardCharsets.UTF_8));
  }

  private void take(Iterable<Detector> detectors, LoggedEntry entry) {
    for (var detector : detectors) {
      alerts.merge(detector.rule(), detector.take(entry).size(), Integer::sum);
    }
  }
}
