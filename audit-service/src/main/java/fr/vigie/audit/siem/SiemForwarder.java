package fr.vigie.audit.siem;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Hands the log on for as long as the service runs: a thread a target, so that one that is away
/// holds up no other. Without a target it does nothing.
@ApplicationScoped
class SiemForwarder {

  private static final Logger LOGGER = Logger.getLogger(SiemForwarder.class);
  private static final String KAFKA = "kafka.";

  private final SiemSettings settings;
  private final Config config;
  private final Forwarding forwarding;
  private final MeterRegistry metrics;
  private final List<SiemTarget> targets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  SiemForwarder(SiemSettings settings, Config config, DataSource database, MeterRegistry metrics) {
    this.settings = settings;
    this.config = config;
    this.forwarding = new Forwarding(database, settings.form(), settings.batch());
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent unused) {
    settings.file().ifPresent(file -> targets.add(new FileTarget(file)));
    settings
        .http()
        .ifPresent(door ->
            targets.add(
                new HttpTarget(
                    door, settings.authorization(), settings.form(), settings.timeout())));
    settings
        .topic()
        .ifPresent(topic ->
            targets.add(new TopicTarget(topic, kafka(), settings.form(), settings.timeout())));
    for (var target : targets) {
      var failing =
          metrics.gauge("vigie.audit.siem." + target.name() + ".failing", new AtomicInteger());
      threads.add(
          Thread.ofVirtual().name("audit-siem-" + target.name()).start(() -> run(target, failing)));
    }
  }

  void stop(@Observes ShutdownEvent unused) {
    threads.forEach(Thread::interrupt);
    targets.forEach(SiemTarget::close);
  }

  private void run(SiemTarget target, AtomicInteger failing) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var more = forwarding.forward(target);
        failing.set(0);
        if (!more) {
          Thread.sleep(settings.interval());
        }
      } catch (InterruptedException _) {
        return;
      } catch (IOException | SQLException | RuntimeException e) {
        // Said once, not every second; the gauge says for how long.
        if (failing.incrementAndGet() == 1) {
          LOGGER.warnf(
              "the log is not handed on: target=%s fault=%s", target.name(), e.getMessage());
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(settings.interval());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  // As every Kafka client of Quarkus: kafka.<setting>.
  private Map<String, String> kafka() {
    var all = new HashMap<String, String>();
    for (var name : config.getPropertyNames()) {
      if (name.startsWith(KAFKA)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> all.put(name.substring(KAFKA.length()), value));
      }
    }
    return all;
  }
}
