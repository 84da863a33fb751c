package fr.vigie.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.checkpoint.CheckpointSettings;
import fr.vigie.audit.detection.DetectionSettings;
import fr.vigie.audit.ingest.IngestSettings;
import fr.vigie.audit.log.LogSettings;
import fr.vigie.audit.patrol.PatrolSettings;
import fr.vigie.audit.siem.SiemSettings;
import fr.vigie.audit.views.ViewSettings;
import fr.vigie.audit.witness.WitnessSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
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
    assertThat(settings.batch()).isEqualTo(2_000);
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

  /// Issue and C2SP readers want a checkpoint at least every second while leaves arrive.
  @Test
  void settings_of_the_checkpoints() {
    var key = "vigie.audit.checkpoint.key-encryption-key";
    var usual = read(CheckpointSettings.class, Map.of(key, "k"));
    var settings =
        read(
            CheckpointSettings.class,
            Map.of(
                key,
                "k",
                "vigie.audit.checkpoint.origin",
                "log.example/a",
                "vigie.audit.checkpoint.interval",
                "PT7S"));

    assertThat(usual.origin()).isEqualTo("audit.vigie.example/log");
    assertThat(usual.interval())
        .isEqualTo(Duration.ofMillis(400))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(settings.origin()).isEqualTo("log.example/a");
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.keyEncryptionKey()).isEqualTo("k");
  }

  @Test
  void settings_of_the_witnesses() {
    var usual = read(WitnessSettings.class, Map.of());
    var settings =
        read(
            WitnessSettings.class,
            Map.of(
                "vigie.audit.witness.timeout", "PT3S",
                "vigie.audit.witness.interval", "PT4S",
                "vigie.audit.witness.by.dpo.url", "https://witness.example/",
                "vigie.audit.witness.by.dpo.key", "witness+1+k"));

    assertThat(usual.by()).isEmpty();
    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(usual.interval()).isEqualTo(Duration.ofMillis(400));
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.by()).containsOnlyKeys("dpo");
    assertThat(settings.by().values().iterator().next().url())
        .isEqualTo(URI.create("https://witness.example/"));
    assertThat(settings.by().values().iterator().next().key()).isEqualTo("witness+1+k");
  }

  @Test
  void settings_of_the_patrol() {
    var usual = read(PatrolSettings.class, Map.of());
    var settings =
        read(
            PatrolSettings.class,
            Map.of("vigie.audit.patrol.interval", "PT7S", "vigie.audit.patrol.tiles", "9"));

    assertThat(usual.interval()).isEqualTo(Duration.ofMillis(100));
    assertThat(usual.tiles()).isEqualTo(2);
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.tiles()).isEqualTo(9);
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

  @Test
  void the_lines_of_the_detectors() {
    var usual = read(DetectionSettings.class, Map.of());

    assertThat(usual.exposureBudget()).isEqualTo(200);
    assertThat(usual.organisationQuota()).isEqualTo(20_000);
    assertThat(usual.platformQuota()).isEqualTo(300_000);
    assertThat(usual.velocityTimes()).isEqualTo(3);
    assertThat(usual.velocityFloor()).isEqualTo(60);
    assertThat(usual.outOfPortfolioShare()).isEqualTo(50);
    assertThat(usual.outOfPortfolioDays()).isEqualTo(5);
    assertThat(usual.outOfPortfolioFewest()).isEqualTo(20);
    assertThat(usual.refusals()).isEqualTo(20);
    assertThat(usual.refusalWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(usual.opens()).isEqualTo(LocalTime.of(7, 0));
    assertThat(usual.closes()).isEqualTo(LocalTime.of(20, 0));
    assertThat(usual.history()).isEqualTo(Duration.ofDays(30));
    assertThat(usual.news()).isEqualTo(Duration.ofDays(2));
    assertThat(usual.interval()).isEqualTo(Duration.ofMillis(200));
    assertThat(usual.acknowledgement()).isEqualTo(Duration.ofMinutes(15));
    assertThat(usual.newNetworkPersons()).isEqualTo(100);
    assertThat(usual.placeChanges()).isEqualTo(2);
    assertThat(usual.placeWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(usual.coverageAccounts()).isEqualTo(10);
    assertThat(usual.coverageTimes()).isEqualTo(2);
    assertThat(usual.coverageFloor()).isEqualTo(40);
    assertThat(usual.absentPersons()).isEqualTo(10);
    assertThat(usual.skew()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void names_of_the_lines() {
    var prefix = "vigie.audit.detection.";
    var settings =
        read(
            DetectionSettings.class,
            Map.ofEntries(
                Map.entry(prefix + "exposure-budget", "1"),
                Map.entry(prefix + "organisation-quota", "2"),
                Map.entry(prefix + "platform-quota", "3"),
                Map.entry(prefix + "velocity-times", "4"),
                Map.entry(prefix + "velocity-floor", "5"),
                Map.entry(prefix + "out-of-portfolio-share", "6"),
                Map.entry(prefix + "out-of-portfolio-days", "7"),
                Map.entry(prefix + "out-of-portfolio-fewest", "8"),
                Map.entry(prefix + "refusals", "9"),
                Map.entry(prefix + "refusal-window", "PT10S"),
                Map.entry(prefix + "opens", "08:30"),
                Map.entry(prefix + "closes", "18:45"),
                Map.entry(prefix + "history", "P11D"),
                Map.entry(prefix + "news", "P12D"),
                Map.entry(prefix + "interval", "PT13S"),
                Map.entry(prefix + "acknowledgement", "PT14S"),
                Map.entry(prefix + "new-network-persons", "15"),
                Map.entry(prefix + "place-changes", "16"),
                Map.entry(prefix + "place-window", "PT17S"),
                Map.entry(prefix + "coverage-accounts", "18"),
                Map.entry(prefix + "coverage-times", "19"),
                Map.entry(prefix + "coverage-floor", "20"),
                Map.entry(prefix + "absent-persons", "22"),
                Map.entry(prefix + "skew", "PT21S")));

    assertThat(settings.exposureBudget()).isEqualTo(1);
    assertThat(settings.organisationQuota()).isEqualTo(2);
    assertThat(settings.platformQuota()).isEqualTo(3);
    assertThat(settings.velocityTimes()).isEqualTo(4);
    assertThat(settings.velocityFloor()).isEqualTo(5);
    assertThat(settings.outOfPortfolioShare()).isEqualTo(6);
    assertThat(settings.outOfPortfolioDays()).isEqualTo(7);
    assertThat(settings.outOfPortfolioFewest()).isEqualTo(8);
    assertThat(settings.refusals()).isEqualTo(9);
    assertThat(settings.refusalWindow()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.opens()).isEqualTo(LocalTime.of(8, 30));
    assertThat(settings.closes()).isEqualTo(LocalTime.of(18, 45));
    assertThat(settings.history()).isEqualTo(Duration.ofDays(11));
    assertThat(settings.news()).isEqualTo(Duration.ofDays(12));
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(13));
    assertThat(settings.acknowledgement()).isEqualTo(Duration.ofSeconds(14));
    assertThat(settings.newNetworkPersons()).isEqualTo(15);
    assertThat(settings.placeChanges()).isEqualTo(16);
    assertThat(settings.placeWindow()).isEqualTo(Duration.ofSeconds(17));
    assertThat(settings.coverageAccounts()).isEqualTo(18);
    assertThat(settings.coverageTimes()).isEqualTo(19);
    assertThat(settings.coverageFloor()).isEqualTo(20);
    assertThat(settings.absentPersons()).isEqualTo(22);
    assertThat(settings.skew()).isEqualTo(Duration.ofSeconds(21));
  }
}
