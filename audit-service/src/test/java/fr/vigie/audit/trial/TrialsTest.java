package fr.vigie.audit.trial;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.rules.AbsentAdvisor;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.rules.DistinctPersons;
import fr.vigie.audit.rules.OffHours;
import fr.vigie.audit.rules.Velocity;
import fr.vigie.audit.views.TestViews;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What another line would have said of Monday: BUSY saw 30 persons, CALM five, ALERTED five, and
/// an alert was raised on the last.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialsTest {

  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T00:00:00Z");

  private final TestLog test = TestLog.create();
  private final Views views = TestViews.of(test);
  private final ArrayList<Entry> entries = new ArrayList<>();

  @BeforeAll
  void fill() throws SQLException {
    for (var day = 1; day <= 5; day++) {
      reads("calm", 1, "2025-12-0" + day, "10:00");
      reads("alerted", 1, "2025-12-2" + day, "10:00"); // in the month before
    }
    entries.add(
        Samples.disclosure(entries.size() + 1)
            .on(Topics.RECORDS)
            .with("ce_type", "records.replacement-granted.v1")
            .with("ce_operation", "grant-replacement")
            .with("ce_time", "2025-10-29T10:00:00Z") // long before what detectors look back on
            .with("ce_outcome", "done")
            .without("ce_fieldclasses")
            .saying(
                "{\"grant\":\"g-1\",\"advisor\":\"calm\",\"absent\":\"busy\","
                    + "\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-10T00:00:00Z\"}")
            .entry());
    reads("busy", 30, "10:00");
    reads("busy", 30, "11:00"); // the same persons again
    reads("calm", 5, "21:30");
    reads("alerted", 5, "10:00");
    entries.add(
        Samples.disclosure(entries.size() + 1)
            .on(Topics.ALERTS)
            .with("ce_type", "alerts.alert-raised.v1")
            .with("ce_time", "2026-01-05T10:00:00Z")
            .saying("{\"rule\":\"exposure-budget\",\"target\":\"alerted\"}")
            .entry());
    test.writer().append(entries);
    TestViews.catchUp(views);
  }

  private void reads(String advisor, int persons, String time) {
    reads(advisor, persons, "2026-01-05", time);
  }

  private void reads(String advisor, int persons, String day, String time) {
    for (var i = 0; i < persons; i++) {
      entries.add(
          Samples.disclosure(entries.size() + 1)
              .with("ce_actor", advisor)
              .with("ce_subject", "person-" + i)
              .with("ce_outcome", "allowed")
              .with("ce_organisation", advisor.equals("calm") ? "CE-34" : "FT")
              .with("ce_time", day + "T" + time + ":00Z")
              .entry());
    }
  }

  private Verdict run(Detector candidate) throws SQLException {
    return Trials.run(views, candidate, MONDAY, TUESDAY);
  }

  @Test
  void a_lower_budget_shows_whom_it_would_have_stopped() throws SQLException {
    var verdict = run(DistinctPersons.ofAccount(20));

    assertThat(verdict.disclosures()).isEqualTo(70);
    assertThat(verdict.onlyCandidate()).containsExactly("2026-01-05 busy");
    assertThat(verdict.onlyThen()).containsExactly("2026-01-05 alerted");
    assertThat(verdict.both()).isEmpty();
    assertThat(run(DistinctPersons.ofAccount(30)).crossings()).isZero();
    assertThat(run(DistinctPersons.ofAccount(4)).both()).containsExactly("2026-01-05 alerted");
  }

  @Test
  void who_is_away_is_known_from_what_managers_granted_before() throws SQLException {
    assertThat(run(new AbsentAdvisor(10)).onlyCandidate()).containsExactly("2026-01-05 busy");
    assertThat(run(new AbsentAdvisor(30)).crossings()).isZero();
  }

  @Test
  void the_same_trial_has_the_same_digest_and_another_has_another() throws SQLException {
    assertThat(run(DistinctPersons.ofAccount(20))).isEqualTo(run(DistinctPersons.ofAccount(20)));
    assertThat(run(DistinctPersons.ofAccount(20)).digest())
        .isNotEqualTo(run(DistinctPersons.ofAccount(4)).digest());
  }

  @Test
  void hours_are_those_of_paris() throws SQLException {
    var verdict = run(new OffHours(LocalTime.of(7, 0), LocalTime.of(20, 0)));

    assertThat(verdict.onlyCandidate()).containsExactly("2026-01-05 calm");
    assertThat(run(new OffHours(LocalTime.of(7, 0), LocalTime.of(11, 30))).onlyCandidate())
        .containsExactly("2026-01-05 busy", "2026-01-05 calm");
  }

  @Test
  void the_persons_of_an_organisation_are_counted_once() throws SQLException {
    assertThat(run(DistinctPersons.ofOrganisation(29)).onlyCandidate())
        .containsExactly("2026-01-05 FT");
    assertThat(run(DistinctPersons.ofOrganisation(30)).crossings()).isZero();
  }

  @Test
  void what_is_usual_is_learnt_from_the_days_before_and_only_the_window_is_judged()
      throws SQLException {
    var verdict = run(new Velocity(3, 3));

    assertThat(verdict.disclosures()).isEqualTo(70);
    assertThat(verdict.onlyCandidate()).containsExactly("2026-01-05 alerted");
  }
}
