package fr.vigie.lockout.alerts;

import fr.vigie.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Puts records that cannot be read where somebody can look at them, as they came. Each replica
/// puts its own copy there; partition and offset tell them to be one.
final class DeadLetters implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  DeadLetters(Map<String, Object> kafka) {
    var all = new HashMap<>(kafka);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "lockout-dead-letters");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// Returns once it is there.
  void put(ConsumerRecord<byte[], byte[]> record, String why) throws Exception {
    var letter = new ProducerRecord<>(Topics.LOCKOUT_DEAD_LETTER, record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    letter
        .headers()
        .add("dead-letter-reason", bytes(why))
        .add(
            "dead-letter-from",
            bytes(record.topic() + "/" + record.partition() + "/" + record.offset()));
    producer.send(letter).get();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
