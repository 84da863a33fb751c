package fr.vigie.records.standing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.identity.IdentityEvent.ProbationStarted;
import fr.vigie.kit.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows what identity-service says, and writes down who is trusted less for a while. The
/// replicas share the partitions; a place is kept after it was written down, so that nothing is
/// passed over.
@ApplicationScoped
class WhenProbationStartsThenNote {

  private static final Logger LOG = Logger.getLogger(WhenProbationStartsThenNote.class);
  private static final String TYPE = "identity.probation-started.v1";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Standings standings;
  private final KafkaSettings kafka;
  private final ObjectReader reader =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // A newer identity-service may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(ProbationStarted.class);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  WhenProbationStartsThenNote(Standings standings, KafkaSettings kafka) {
    this.standings = standings;
    this.kafka = kafka;
  }

  void start(@Observes StartupEvent unused) {
    Thread.ofPlatform().name("probation").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent unused) {
    stopping.countDown();
    var following = consumer;
    if (following != null) {
      following.wakeup();
    }
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try (var following = new KafkaConsumer<byte[], byte[]>(settings())) {
        consumer = following;
        following.subscribe(List.of(Topics.IDENTITY));
        while (stopping.getCount() > 0) {
          following.poll(POLL).forEach(this::take);
          following.commitSync();
        }
      } catch (WakeupException _) {
        // told to stop
      } catch (RuntimeException e) {
        LOG.warnf("cannot follow probations, will try again: %s", e.getClass().getName());
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void pause() {
    try {
      var _ = stopping.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (!TYPE.equals(header(record, "ce_type")) || record.value() == null) {
      return;
    }
    try {
      ProbationStarted started = reader.readValue(record.value());
      standings
          .onProbation(started.account(), started.until(), header(record, "ce_id"))
          .await()
          .atMost(PATIENCE);
    } catch (IOException e) {
      LOG.errorf(
          "a probation was passed over: partition=%d offset=%d fault=%s",
          record.partition(), record.offset(), e.getClass().getName());
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Map<String, Object> settings() {
    var all = kafka.settings();
    all.put(ConsumerConfig.GROUP_ID_CONFIG, "records-service-standing");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return all;
  }
}
