package fr.vigie.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.IngestSettings;
import fr.vigie.audit.log.LogSettings;
import fr.vigie.audit.siem.SiemSettings;
import fr.vigie.audit.views.ViewSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static <T> T read(Class<T> settings, Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .withMapping(settings)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValues(given)
        .build()
        .getConfigMapping(settings);
  }

  @Test
  void defaults_of_ingestion() {
    var settings = read(IngestSettings.class, Map.of());

    assertThat(settings.group()).isEqualTo("audit-service");
    assertThat(settings.batch()).isEqualTo(5_000);
    assertThat(settings.retryAfter()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.retryAtMost()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.silence()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void names_of_ingestion() {
    var settings =
        read(
            IngestSettings.class,
            Map.of(
                "vigie.audit.ingest.group", "other",
                "vigie.audit.ingest.batch", "1",
                "vigie.audit.ingest.retry-after", "PT2S",
                "vigie.audit.ingest.retry-at-most", "PT3S",
                "vigie.audit.ingest.silence", "PT4S"));

    assertThat(settings.group()).isEqualTo("other");
    assertThat(settings.batch()).isEqualTo(1);
    assertThat(settings.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.retryAtMost()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.silence()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void names_of_the_log() {
    var settings =
        read(
            LogSettings.class,
            Map.of("vigie.audit.log.gap-bound", "PT5S", "vigie.audit.log.gap-interval", "PT6S"));

    assertThat(settings.gapBound()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.gapInterval()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void settings_of_the_views() {
    var usual = read(ViewSettings.class, Map.of());
    var settings =
        read(
            ViewSettings.class,
            Map.of("vigie.audit.views.interval", "PT7S", "vigie.audit.views.batch", "8"));

    assertThat(usual.interval()).isEqualTo(Duration.ofMillis(100));
    assertThat(usual.batch()).isEqualTo(2_000);
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.batch()).isEqualTo(8);
  }

  @Test
  void the_log_is_handed_on_to_nobody_unless_it_is_set() {
    var usual = read(SiemSettings.class, Map.of());

    assertThat(usual.file()).isEmpty();
    assertThat(usual.http()).isEmpty();
    assertThat(usual.authorization()).isEmpty();
    assertThat(usual.topic()).isEmpty();
    assertThat(usual.form()).isEqualTo(SiemSettings.Form.OCSF);
    assertThat(usual.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(usual.batch()).isEqualTo(500);
    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void names_of_the_targets() {
    var settings =
        read(
            SiemSettings.class,
            Map.of(
                "vigie.audit.siem.form", "cloudevents",
                "vigie.audit.siem.file", "/var/log/vigie.ndjson",
                "vigie.audit.siem.http", "https://siem.example/in",
                "vigie.audit.siem.authorization", "Bearer x",
                "vigie.audit.siem.topic", "siem",
                "vigie.audit.siem.interval", "PT2S",
                "vigie.audit.siem.batch", "3",
                "vigie.audit.siem.timeout", "PT4S"));

    assertThat(settings.form()).isEqualTo(SiemSettings.Form.CLOUDEVENTS);
    assertThat(settings.file()).contains(Path.of("/var/log/vigie.ndjson"));
    assertThat(settings.http()).contains(URI.create("https://siem.example/in"));
    assertThat(settings.authorization()).contains("Bearer x");
    assertThat(settings.topic()).contains("siem");
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.batch()).isEqualTo(3);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(4));
  }
}
