package fr.vigie.lockout.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptPolicyTest {

  @Test
  void has_defaults() {
    var policy = policy(Map.of());

    AttemptPolicy.requireSound(policy);

    assertThat(policy.failures()).isEqualTo(5);
    assertThat(policy.lock()).isEqualTo(Duration.ofMinutes(15));
    assertThat(policy.permit()).isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.memory()).isEqualTo(Duration.ofHours(12));
    assertThat(policy.turn()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void is_read_from_settings_of_these_names() {
    var policy =
        policy(
            Map.of(
                "vigie.lockout.attempts.failures", "10",
                "vigie.lockout.attempts.lock", "30m",
                "vigie.lockout.attempts.permit", "30s",
                "vigie.lockout.attempts.memory", "6h",
                "vigie.lockout.attempts.turn", "2s"));

    AttemptPolicy.requireSound(policy);

    assertThat(policy.failures()).isEqualTo(10);
    assertThat(policy.lock()).isEqualTo(Duration.ofMinutes(30));
    assertThat(policy.permit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.memory()).isEqualTo(Duration.ofHours(6));
    assertThat(policy.turn()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "failures, 11",
    "failures, 50",
    "failures, 0",
    "lock, 13h",
    "lock, 0s",
    "permit, 16m",
    "permit, 0s",
    "memory, 13h",
    "memory, 0s",
    "turn, 61s",
    "turn, 0s"
  })
  void one_that_bounds_nothing_is_refused_by_name(String setting, String value) {
    var name = "vigie.lockout.attempts." + setting;
    var policy = policy(Map.of(name, value));

    assertThatThrownBy(() -> AttemptPolicy.requireSound(policy))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(name + " is ");
  }

  private static AttemptPolicy policy(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(AttemptPolicy.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(AttemptPolicy.class);
  }
}
