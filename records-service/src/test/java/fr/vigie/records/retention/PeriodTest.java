package fr.vigie.records.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.jobseeker.JobSeeker.Detention;
import fr.vigie.records.jobseeker.JobSeeker.Disability;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// R51: each period of the law, from a date to a day.
class PeriodTest {

  @Test
  void twenty_years_after_the_end_of_the_registration() {
    assertThat(Period.of(situation("2001-03-01", "2006-12-31", null)))
        .containsEntry(Period.TWENTY_YEARS, LocalDate.parse("2026-12-31"));
  }

  @Test
  void nothing_is_due_for_as_long_as_the_registration_lasts() {
    assertThat(Period.of(situation("2001-03-01", null, null)).values())
        .allSatisfy(due -> assertThat(due).isNull());
  }

  @Test
  void six_months_after_the_registration_disability_goes() {
    assertThat(Period.of(situation("2001-03-01", "2026-08-31", null)))
        .containsEntry(Period.DISABILITY_AFTER_REGISTRATION, LocalDate.parse("2027-02-28"));
  }

  @Test
  void six_months_after_the_recognition_disability_goes() {
    assertThat(Period.of(disability("2026-06-30")))
        .containsEntry(Period.AFTER_RECOGNITION, LocalDate.parse("2026-12-30"));
    assertThat(Period.of(disability(null)).get(Period.AFTER_RECOGNITION)).isNull();
  }

  @Test
  void thirteen_months_after_the_last_use_on_line() {
    assertThat(Period.of(situation("2025-11-30", null, "online-only")))
        .containsEntry(Period.ONLINE_ONLY, LocalDate.parse("2026-12-30"));
  }

  @Test
  void one_month_where_only_the_minimum_income_is_drawn() {
    assertThat(Period.of(situation("2026-01-31", null, "minimum-income")))
        .containsEntry(Period.MINIMUM_INCOME, LocalDate.parse("2026-02-28"));
  }

  @Test
  void three_months_after_an_incarceration() {
    assertThat(Period.of(new Detention(LocalDate.parse("2026-11-30"))))
        .containsEntry(Period.AFTER_DETENTION, LocalDate.parse("2027-02-28"));
  }

  private static Disability disability(@Nullable String until) {
    return new Disability(
        true, until == null ? null : LocalDate.parse(until), null, null, null, null, null);
  }

  private static Situation situation(
      String registered, @Nullable String ended, @Nullable String status) {
    return new Situation(
        "A",
        LocalDate.parse(registered),
        null,
        ended == null ? null : LocalDate.parse(ended),
        status);
  }
}
