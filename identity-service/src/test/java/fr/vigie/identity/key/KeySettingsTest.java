package fr.vigie.identity.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySettingsTest {

  private static KeySettings settings(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(KeySettings.class)
        .withDefaultValues(given)
        .build()
        .getConfigMapping(KeySettings.class);
  }

  @Test
  void defaults_are_sound() {
    var settings = settings(Map.of());

    assertThat(settings.every()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.lead()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.overlap()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.objection()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lead,1m", "overlap,5m", "every,1h"})
  void refuses_what_would_fail_good_tokens(String name, String value) {
    var settings = settings(Map.of("vigie.identity.keys." + name, value));

    assertThat(settings.objection().orElseThrow()).contains("vigie.identity.keys." + name);
  }
}
