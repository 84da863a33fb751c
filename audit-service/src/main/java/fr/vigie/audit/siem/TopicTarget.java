package fr.vigie.audit.siem;

import fr.vigie.audit.siem.SiemSettings.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// A topic, keyed by actor; CloudEvents in structured mode.
final class TopicTarget implements SiemTarget {

  private final String topic;
  private final Map<String, Object> settings;
  private final String mediaType;
  private @Nullable Producer<byte[], byte[]> producer;

  TopicTarget(String topic, Map<String, String> kafka, Form form, Duration timeout) {
    this.topic = topic;
    this.mediaType = form == Form.CLOUDEVENTS ? "application/cloudevents+json" : "application/json";
    this.settings = new HashMap<>(kafka);
    var millis = (int) timeout.toMillis();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "audit-siem");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
  }

  @Override
  public String name() {
    return "topic";
  }

  @Override
  public void take(List<Line> lines) throws IOException, InterruptedException {
    try {
      var open = producer;
      if (open == null) {
        open = new KafkaProducer<>(settings);
        producer = open;
      }
      var underWay = new ArrayList<Future<?>>();
      for (var line : lines) {
        underWay.add(open.send(record(line)));
      }
      for (var one : underWay) {
        one.get();
      }
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("the brokers did not take it", e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Line line) {
    var record = new ProducerRecord<>(topic, utf8(line.key()), utf8(line.json()));
    record.headers().add("content-type", utf8(mediaType));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
