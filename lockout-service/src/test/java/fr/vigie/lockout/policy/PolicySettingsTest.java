package fr.vigie.lockout.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.lockout.locks.Policy;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySettingsTest {

  @Test
  void have_defaults() {
    assertThat(settings(Map.of()).policy())
        .isEqualTo(
            new Policy(
                5,
                10,
                10,
                1,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Duration.ofSeconds(60),
                Duration.ofHours(12),
                Duration.ofSeconds(1),
                new Policy.Spraying(20, 10, 50, Duration.ofMinutes(10))));
  }

  @Test
  void are_read_under_these_names() {
    var settings =
        settings(
            Map.ofEntries(
                Map.entry("vigie.lockout.policy.strangers", "4"),
                Map.entry("vigie.lockout.policy.device", "8"),
                Map.entry("vigie.lockout.policy.factor", "7"),
                Map.entry("vigie.lockout.policy.free", "2"),
                Map.entry("vigie.lockout.policy.delay", "40s"),
                Map.entry("vigie.lockout.policy.longest-delay", "30m"),
                Map.entry("vigie.lockout.policy.lock", "30m"),
                Map.entry("vigie.lockout.policy.longest-lock", "4h"),
                Map.entry("vigie.lockout.policy.permit", "30s"),
                Map.entry("vigie.lockout.policy.memory", "6h"),
                Map.entry("vigie.lockout.policy.turn", "2s"),
                Map.entry("vigie.lockout.policy.network-accounts", "30"),
                Map.entry("vigie.lockout.policy.secret-accounts", "12"),
                Map.entry("vigie.lockout.policy.organisation-accounts", "40"),
                Map.entry("vigie.lockout.policy.window", "5m")));

    assertThat(settings.policy())
        .isEqualTo(
            new Policy(
                4,
                8,
                7,
                2,
                Duration.ofSeconds(40),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                Duration.ofHours(4),
                Duration.ofSeconds(30),
                Duration.ofHours(6),
                Duration.ofSeconds(2),
                new Policy.Spraying(30, 12, 40, Duration.ofMinutes(5))));
  }

  /// R1, R53: in 2024 it took 50.
  @ParameterizedTest
  @CsvSource({
    "strangers, 11",
    "strangers, 50",
    "strangers, 0",
    "device, 11",
    "device, 0",
    "factor, 11",
    "factor, 0",
    "organisation-accounts, 0",
    "free, 5",
    "free, -1",
    "delay, 0s",
    "delay, 2h",
    "longest-delay, 61m",
    "lock, 13h",
    "lock, 0s",
    "longest-lock, 13h",
    "permit, 16m",
    "permit, 0s",
    "memory, 13h",
    "memory, 0s",
    "turn, 61s",
    "turn, 0s",
    "network-accounts, 0",
    "secret-accounts, 0",
    "window, 11m"
  })
  void that_bound_nothing_are_refused_by_name(String setting, String value) {
    var name = "vigie.lockout.policy." + setting;
    var settings = settings(Map.of(name, value));

    assertThatThrownBy(settings::policy)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" is ")
        .hasMessageStartingWith("vigie.lockout.policy.");
  }

  static PolicySettings settings(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(PolicySettings.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(PolicySettings.class);
  }
}
