package fr.vigie.audit.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What ingestion asks of the Kafka client.
final class KafkaSettings {

  private KafkaSettings() {}

  static Map<String, Object> consumer(Map<String, Object> kafka, IngestSettings settings) {
    var all = new HashMap<>(kafka);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, "audit-ingest");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
    // Bounds what one poll holds in memory, however large its records.
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    // A topic that is made after this service started is found within this time.
    all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    return all;
  }

  static Map<String, Object> deadLetters(Map<String, Object> kafka) {
    var all = new HashMap<>(kafka);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "audit-dead-letters");
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return all;
  }
}
