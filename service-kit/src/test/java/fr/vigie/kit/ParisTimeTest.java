package fr.vigie.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParisTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T22:59:59Z, 2026-11-26",
    "2026-11-26T23:00:00Z, 2026-11-27",
    "2026-07-14T21:59:59Z, 2026-07-14",
    "2026-07-14T22:00:00Z, 2026-07-15"
  })
  void a_day_begins_at_midnight_in_paris(Instant at, LocalDate day) {
    assertThat(ParisTime.day(at)).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-11-26, 24"})
  void a_day_lasts_to_the_start_of_the_next(LocalDate day, long hours) {
    var start = ParisTime.start(day);
    var end = ParisTime.start(day.plusDays(1));

    assertThat(Duration.between(start, end)).isEqualTo(Duration.ofHours(hours));
    assertThat(ParisTime.day(start)).isEqualTo(day);
    assertThat(ParisTime.day(end.minusNanos(1))).isEqualTo(day);
  }
}
