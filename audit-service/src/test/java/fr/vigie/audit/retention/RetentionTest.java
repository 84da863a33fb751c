package fr.vigie.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.contracts.audit.LogEvent.HoldLifted;
import fr.vigie.contracts.audit.LogEvent.HoldPlaced;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long is long enough, and who may stop it. (R38)
class RetentionTest {

  private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);

  @ParameterizedTest
  @CsvSource({"2026-01-31, false", "2026-02-01, true", "2027-01-01, true"})
  void a_month_is_over_twelve_months_after_its_last_day(LocalDate today, boolean over) {
    assertThat(new Retention(12, "").isOver(JANUARY, today)).isEqualTo(over);
  }

  @ParameterizedTest
  @CsvSource({"5,''", "13,''", "13,' '", "37,decision", "0,''"})
  void what_the_law_does_not_allow_does_not_start(int months, String reason) {
    assertThatThrownBy(() -> new Retention(months, reason))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.audit.retention.months is " + months);
  }

  @ParameterizedTest
  @CsvSource({"6,''", "12,''", "36,decision 2026-3"})
  void what_the_law_allows_starts(int months, String reason) {
    assertThat(new Retention(months, reason).months()).isEqualTo(months);
  }

  private static RetentionSettings settings(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .withMapping(RetentionSettings.class)
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .withDefaultValues(given)
        .build()
        .getConfigMapping(RetentionSettings.class);
  }

  @Test
  void settings_have_names_and_defaults() {
    var usual = settings(Map.of());
    var given =
        settings(
            Map.of(
                "vigie.audit.retention.months", "24",
                "vigie.audit.retention.reason", "decision 2026-3",
                "vigie.audit.retention.interval", "PT2S"));

    assertThat(usual.months()).isEqualTo(12);
    assertThat(usual.reason()).isEmpty();
    assertThat(usual.interval()).isEqualTo(Duration.ofHours(1));
    assertThat(Retention.of(given)).isEqualTo(new Retention(24, "decision 2026-3"));
    assertThat(given.interval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_hold_is_lifted_by_somebody_else_than_who_placed_it() {
    var open = OpenHolds.NONE.after(new HoldPlaced("h", "paula", "case 1"));

    assertThat(open.lift("h", "paula")).isEqualTo(OpenHolds.Answer.BY_WHO_PLACED_IT);
    assertThat(open.lift("h", "sam")).isEqualTo(OpenHolds.Answer.LIFTED);
    assertThat(open.lift("g", "sam")).isEqualTo(OpenHolds.Answer.NOT_OPEN);
    assertThat(open.after(new HoldLifted("h", "sam", "over")).holds()).isEmpty();
  }
}
