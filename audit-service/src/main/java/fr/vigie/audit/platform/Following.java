package fr.vigie.audit.platform;

import fr.vigie.audit.alarms.Alarm;
import fr.vigie.audit.alarms.Alarms;
import fr.vigie.audit.ingest.IngestSettings;
import fr.vigie.audit.ingest.IngestState;
import fr.vigie.audit.ingest.Ingestion;
import fr.vigie.audit.log.Log;
import fr.vigie.contracts.alerts.AlertRule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// Ingestion, for as long as the service runs.
@Singleton
class Following {

  private static final String KAFKA = "kafka.";

  @Produces
  @Singleton
  IngestState state(Clock clock) {
    return new IngestState(clock);
  }

  @Produces
  @Singleton
  Ingestion ingestion(
      Config config,
      IngestSettings settings,
      Log log,
      IngestState state,
      MeterRegistry metrics,
      Alarms alarms) {
    Gauge.builder("vigie.audit.ingest.lag", state, IngestState::lag)
        .description("Records published that are not in the log yet")
        .register(metrics);
    return new Ingestion(
        kafka(config),
        settings,
        log,
        state,
        metrics,
        (topic, id) ->
            alarms.raise(
                Alarm.ofLog(AlertRule.EVENT_WITHHELD, topic, "made anew " + id, "topic:" + topic)));
  }

  void start(@Observes StartupEvent unused, Ingestion ingestion) {
    ingestion.start();
  }

  void stop(@Observes ShutdownEvent unused, Ingestion ingestion) {
    ingestion.stop();
  }

  // Whatever reaches the brokers is set as for every Kafka client of Quarkus: kafka.<setting>.
  private static Map<String, String> kafka(Config config) {
    var settings = new HashMap<String, String>();
    for (var name : config.getPropertyNames()) {
      if (name.startsWith(KAFKA)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> settings.put(name.substring(KAFKA.length()), value));
      }
    }
    if (!settings.containsKey("bootstrap.servers")) {
      throw new IllegalStateException("kafka.bootstrap.servers does not say where the brokers are");
    }
    return settings;
  }
}
