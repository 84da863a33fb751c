package fr.vigie.lockout.alerts;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.Topics;
import fr.vigie.kit.KafkaSettings;
import fr.vigie.lockout.alerts.AlertReader.Reading.Asked;
import fr.vigie.lockout.alerts.AlertReader.Reading.Noted;
import fr.vigie.lockout.alerts.AlertReader.Reading.Unreadable;
import fr.vigie.lockout.freezes.FreezeAnswer;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import fr.vigie.lockout.freezes.Freezes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads alerts and freezes what they name. Whatever fails is tried again, later and later; only
/// what cannot be read is put aside.
@ApplicationScoped
class WhenAlertedThenFrozen {

  private static final Logger LOG = Logger.getLogger(WhenAlertedThenFrozen.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final Duration DECISION = Duration.ofSeconds(15);
  private static final long LONGEST_PAUSE = 5_000;

  private final Freezes freezes;
  private final KafkaSettings kafka;
  private final MeterRegistry metrics;
  private final AlertReader reader = new AlertReader();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile @Nullable Thread thread;

  WhenAlertedThenFrozen(Freezes freezes, KafkaSettings kafka, MeterRegistry metrics) {
    this.freezes = freezes;
    this.kafka = kafka;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent unused) {
    thread = Thread.ofPlatform().name("alerts").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent unused) {
    stopping.countDown();
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      var reading = thread;
      if (reading != null) {
        reading.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var pause = 100L;
    while (stopping.getCount() > 0) {
      try (var reading = new KafkaConsumer<byte[], byte[]>(settings());
          var deadLetters = new DeadLetters(kafka.settings())) {
        consumer = reading;
        follow(reading, deadLetters);
      } catch (WakeupException _) {
        // told to stop
      } catch (Exception e) {
        LOG.warnf("alerts cannot be taken in, will try again: %s", e.toString());
        pause = pause(pause);
      } finally {
        consumer = null;
      }
    }
  }

  private long pause(long millis) {
    try {
      var _ = stopping.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Math.min(LONGEST_PAUSE, millis * 2);
  }

  // Assigned, not subscribed: no group to be balanced. The group's name keeps the offsets alone.
  private void follow(Consumer<byte[], byte[]> reading, DeadLetters deadLetters) throws Exception {
    reading.assign(
        reading.partitionsFor(Topics.ALERTS, ASK).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList());
    while (stopping.getCount() > 0) {
      var records = reading.poll(POLL);
      for (var record : records) {
        take(record, deadLetters);
      }
      if (!records.isEmpty()) {
        commit(reading);
      }
    }
  }

  private static void commit(Consumer<byte[], byte[]> reading) {
    try {
      reading.commitSync(ASK);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.infof("offsets were not committed, alerts come again: %s", e.toString());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, DeadLetters deadLetters)
      throws Exception {
    switch (reader.read(record)) {
      case Asked(var command) -> freeze(command, record);
      case Noted() -> count("noted");
      case Unreadable(var why) -> {
        LOG.errorf(
            "an alert cannot be read: partition=%d offset=%d reason=%s",
            record.partition(), record.offset(), why);
        deadLetters.put(record, why);
        count("dead-letter");
      }
    }
  }

  private void freeze(FreezeOnAlert command, ConsumerRecord<byte[], byte[]> record) {
    var answer = freezes.handle(command, attributes(command, record)).await().atMost(DECISION);
    switch (answer) {
      case FreezeAnswer.Done _ -> count("frozen");
      case FreezeAnswer.Held _ -> {
        LOG.warnf("a freeze is held for an officer: alert=%s", command.alert());
        count("held");
      }
      case FreezeAnswer.Refused(var why) ->
          throw new IllegalStateException("an alert is not refused: " + why);
    }
  }

  private static Map<String, String> attributes(
      FreezeOnAlert command, ConsumerRecord<byte[], byte[]> record) {
    var correlation = AlertReader.header(record.headers(), "ce_correlation");
    return Map.of(
        Attribute.ACTOR.key(),
        "lockout-service",
        Attribute.CORRELATION.key(),
        correlation.isEmpty() ? command.alert() : correlation);
  }

  private void count(String outcome) {
    metrics.counter("vigie.lockout.alerts", "outcome", outcome).increment();
  }

  private Map<String, Object> settings() {
    var all = new HashMap<>(kafka.settings());
    all.put(ConsumerConfig.GROUP_ID_CONFIG, "lockout-service-alerts");
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, "lockout-alerts");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return all;
  }
}
