package fr.vigie.audit.rules;

import static fr.vigie.audit.rules.Reads.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.audit.rules.Reads.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where an account reads from, as far as networks and sessions tell (R46).
class PlacesTest {

  private static final Origin AGENCY = new Origin("10.1.2.0/24", "s-1");
  private static final Origin ELSEWHERE = new Origin("203.0.113.0/24", "s-2");

  private final Reads reads = new Reads();

  private List<Crossing> day(
      Detector detector, String advisor, int after, int persons, Origin origin) {
    return reads.day(detector, advisor, on(after), persons, origin);
  }

  private static Instant on(int after) {
    return MONDAY.plus(Duration.ofDays(after));
  }

  // A stolen account, used from where the thief is.
  @Test
  void a_day_of_work_from_a_network_nobody_knows_is_seen() {
    var detector = new NewNetwork(60);
    for (var days = 0; days < 6; days++) {
      assertThat(day(detector, "victim", days, 80, AGENCY)).isEmpty();
    }

    assertThat(day(detector, "victim", 7, 60, ELSEWHERE)).isEmpty();
    assertThat(day(detector, "victim", 8, 60, new Origin("198.51.100.0/24", "s-3"))).isEmpty();
    var crossings = day(detector, "victim", 9, 150, new Origin("192.0.2.0/24", "s-4"));

    assertThat(crossings)
        .extracting(Crossing::target, Crossing::measured, Crossing::limit)
        .containsExactly(tuple("victim", 61, 60));
  }

  @Test
  void whoever_changes_the_network_all_the_time_is_seen_as_well() {
    var detector = new NewNetwork(60);
    for (var days = 0; days < 6; days++) {
      day(detector, "victim", days, 80, AGENCY);
    }
    var crossings = new ArrayList<Crossing>();

    for (var i = 0; i < 100; i++) {
      var origin = new Origin("203.0." + i + ".0/24", "s-2");
      crossings.addAll(detector.take(reads.from("victim", "person-" + i, on(7), origin)));
    }

    assertThat(crossings).extracting(Crossing::measured).containsExactly(61);
  }

  @Test
  void a_network_that_colleagues_use_or_that_was_used_before_is_no_news() {
    var detector = new NewNetwork(60);
    for (var days = 0; days < 6; days++) {
      day(detector, "visitor", days, 80, AGENCY);
      day(detector, "host", days, 80, ELSEWHERE);
    }

    assertThat(day(detector, "visitor", 7, 150, ELSEWHERE)).isEmpty();
    assertThat(day(detector, "newcomer", 7, 150, new Origin("192.0.2.0/24", "s-3"))).isEmpty();
    assertThat(day(detector, "host", 8, 150, ELSEWHERE)).isEmpty();
  }

  // Impossible travel.
  @Test
  void two_sessions_in_two_places_by_turns_are_seen_once() {
    var detector = new TwoPlaces(2, Duration.ofMinutes(10));
    var crossings = new ArrayList<Crossing>();

    for (var i = 0; i < 20; i++) {
      var place = i % 2 == 0 ? AGENCY : ELSEWHERE;
      var time = MONDAY.plusSeconds(60L * i);
      crossings.addAll(detector.take(reads.from("shared", "p-" + i, time, place)));
    }

    assertThat(crossings)
        .extracting(Crossing::target, Crossing::measured)
        .containsExactly(tuple("shared", 3));
  }

  @Test
  void going_home_or_a_telephone_that_flaps_is_no_travel() {
    var detector = new TwoPlaces(2, Duration.ofMinutes(10));
    var flapping = new ArrayList<Crossing>();

    assertThat(day(detector, "a", 0, 50, AGENCY)).isEmpty();
    assertThat(day(detector, "a", 0, 50, ELSEWHERE)).isEmpty();
    for (var i = 0; i < 50; i++) {
      var origin = new Origin(i % 2 == 0 ? "10.1.2.0/24" : "198.51.100.0/24", "one");
      var time = MONDAY.plusSeconds(20L * i);
      flapping.addAll(detector.take(reads.from("b", "p-" + i, time, origin)));
    }

    assertThat(flapping).isEmpty();
  }
}
