package fr.vigie.audit.rules;

import static fr.vigie.audit.rules.Reads.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.contracts.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is away from Tuesday to Friday, and whoever uses the account then. (R46)
class AbsentAdvisorTest {

  private final Reads reads = new Reads();
  private final AbsentAdvisor detector = new AbsentAdvisor(10);

  private void away(String grant) {
    var data =
        "{\"grant\":\"%s\",\"advisor\":\"stand-in\",\"absent\":\"away\",".formatted(grant)
            + "\"from\":\"2026-01-06T00:00:00Z\",\"until\":\"2026-01-09T00:00:00Z\"}";
    assertThat(detector.take(reads.replacement("replacement-granted", data))).isEmpty();
  }

  private List<Crossing> day(String advisor, int after, int persons) {
    return reads.day(detector, advisor, MONDAY.plus(Duration.ofDays(after)), persons, "portfolio");
  }

  @Test
  void an_account_whose_advisor_is_away_is_seen_at_work() {
    away("g-1");

    assertThat(day("away", 0, 50)).as("the day before").isEmpty();
    assertThat(day("away", 1, 10)).as("a look back in").isEmpty();
    assertThat(day("away", 2, 50))
        .extracting(Crossing::target, Crossing::measured, Crossing::limit)
        .containsExactly(tuple("away", 11, 10));
    assertThat(day("stand-in", 2, 50)).isEmpty();
    assertThat(day("away", 4, 50)).as("back again").isEmpty();
  }

  @Test
  void whoever_is_back_early_and_says_so_works_in_peace() {
    away("g-1");
    away("g-2");
    detector.take(reads.replacement("grant-ended", "{\"grant\":\"g-1\"}"));
    assertThat(day("away", 1, 50)).as("another stands in still").hasSize(1);

    detector.take(reads.replacement("grant-ended", "{\"grant\":\"g-2\"}"));

    assertThat(day("away", 2, 50)).isEmpty();
  }

  @Test
  void it_alone_wants_what_managers_do() {
    assertThat(detector.takes(Topics.RECORDS)).isTrue();
    assertThat(new NewNetwork(60).takes(Topics.RECORDS)).isFalse();
  }
}
