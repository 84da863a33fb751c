package fr.vigie.records.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
  void a_larger_budget_stops_the_start() {
    assertThatCode(() -> ExposureBound.check(200)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ExposureBound.check(201))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vigie.records.exposure.persons-per-day");
    assertThatThrownBy(() -> ExposureBound.check(0)).isInstanceOf(IllegalStateException.class);
  }

  private static ExposurePolicy policy(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .withMapping(ExposurePolicy.class)
        .build()
        .getConfigMapping(ExposurePolicy.class);
  }
}
