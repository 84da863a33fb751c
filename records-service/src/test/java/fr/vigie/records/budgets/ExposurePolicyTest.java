package fr.vigie.records.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposurePolicyTest {

  @Test
  void the_budget_is_200_persons_a_day() {
    assertThat(policy(Map.of()).personsPerDay()).isEqualTo(200);
  }

  @Test
  void the_budget_can_be_made_smaller() {
    assertThat(policy(Map.of("vigie.records.exposure.persons-per-day", "50")).personsPerDay())
        .isEqualTo(50);
  }

  @Test
  void every_bound_has_its_default() {
    var policy = policy(Map.of());

    assertThat(policy.personsPerHour()).isEqualTo(60);
    assertThat(policy.personsPerMinute()).isEqualTo(10);
    assertThat(policy.personsPerMonth()).isEqualTo(2_500);
    assertThat(policy.bytesPerDay()).isEqualTo(5_000_000);
    assertThat(policy.softPersonsPerDay()).isEqualTo(150);
    assertThat(policy.organisationPersonsPerDay()).isEqualTo(4_000);
    assertThat(policy.nationalPersonsPerDay()).isEqualTo(6_000_000);
    assertThat(policy.refusalsPerMinute()).isEqualTo(30);
    assertThat(policy.refusalsPerDay()).isEqualTo(200);
    assertThatCode(() -> ExposurePolicy.requireSound(policy)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "persons-per-day,201",
    "persons-per-day,0",
    "persons-per-hour,61",
    "persons-per-minute,11",
    "persons-per-month,3001",
    "bytes-per-day,5000001",
    "soft-persons-per-day,201",
    "organisation-persons-per-day,0",
    "national-persons-per-day,12000001",
    "refusals-per-minute,61",
    "refusals-per-day,1001"
  })
  void a_wider_bound_stops_the_start(String name, String value) {
    var policy = policy(Map.of("vigie.records.exposure." + name, value));

    assertThatThrownBy(() -> ExposurePolicy.requireSound(policy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.exposure." + name);
  }

  private static ExposurePolicy policy(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .withMapping(ExposurePolicy.class)
        .build()
        .getConfigMapping(ExposurePolicy.class);
  }
}
