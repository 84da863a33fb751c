package fr.vigie.audit.ingest;

import fr.vigie.audit.ingest.Reading.Unreadable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what could not be read to the dead-letter topic. Where that fails for good, the leaf still
/// says where the record lies, so nothing waits for it longer than the client's bound.
final class DeadLetters implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(DeadLetters.class);

  private final Map<String, Object> kafka;
  private final MeterRegistry metrics;
  private @Nullable Producer<byte[], byte[]> producer;
  private final List<Future<?>> underWay = new ArrayList<>();

  DeadLetters(Map<String, Object> kafka, MeterRegistry metrics) {
    this.kafka = kafka;
    this.metrics = metrics;
  }

  void send(ConsumerRecord<byte[], byte[]> record, Unreadable unreadable) {
    try {
      underWay.add(producer().send(Quarantine.letter(record, unreadable)));
    } catch (KafkaException e) {
      lost(e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    var open = producer;
    if (open == null) {
      open = new KafkaProducer<>(KafkaSettings.deadLetters(kafka));
      producer = open;
    }
    return open;
  }

  /// Waits until every letter is with the broker, or given up.
  void await() {
    for (var letter : underWay) {
      try {
        letter.get();
      } catch (ExecutionException e) {
        lost(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    underWay.clear();
  }

  private void lost(Exception e) {
    metrics.counter("vigie.audit.dead.letters.lost").increment();
    LOGGER.warnf("a dead letter was not sent: %s", e.getMessage());
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
