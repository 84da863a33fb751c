package fr.vigie.bench;

import fr.vigie.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Disclosures as records-service publishes them: some 200 bytes of data, sixteen attributes.
final class AuditEvents implements AutoCloseable {

  private static final int ADVISORS = 1_000;
  private static final int PERSONS = 100_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private long position;

  AuditEvents(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                1 << 17,
                "buffer.memory",
                64L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// The id of the event of a position.
  static String id(long position) {
    return "018f0000-0000-7000-8000-%012d".formatted(position);
  }

  /// How many were published.
  long published() {
    return position;
  }

  /// Publishes so many, and waits until the broker has them.
  void publish(int number) throws InterruptedException, ExecutionException {
    var underWay = new ArrayList<Future<?>>(number);
    for (var i = 0; i < number; i++) {
      underWay.add(send("advisor-" + position % ADVISORS));
    }
    for (var one : underWay) {
      one.get();
    }
  }

  /// Publishes one, in order with all that bear this key.
  Future<?> send(String key) {
    position++;
    var advisor = "advisor-" + position % ADVISORS;
    var person = "c0ffee00-0000-4000-8000-%012d".formatted(position * 7919 % PERSONS);
    var data =
        """
        {"person":"%s","advisor":"%s","day":"2026-01-05","fieldClasses":["identity","contact",\
        "situation"],"purpose":"interview","basis":"portfolio","count":%d}\
        """
            .formatted(person, advisor, position % 200);
    var record = new ProducerRecord<byte[], byte[]>(Topics.DISCLOSURES, bytes(key), bytes(data));
    headers(advisor, person).forEach((name, text) -> record.headers().add(name, bytes(text)));
    return producer.send(record);
  }

  private Map<String, String> headers(String advisor, String person) {
    var all = new TreeMap<String, String>();
    all.put("content-type", "application/json");
    all.put("ce_specversion", "1.0");
    all.put("ce_id", id(position));
    all.put("ce_source", "/vigie/records-service");
    all.put("ce_type", "records.record-disclosed.v1");
    all.put("ce_time", "2026-01-05T09:00:%02d.%03dZ".formatted(position % 60, position % 1000));
    all.put("ce_position", Long.toString(position));
    all.put("ce_actor", advisor);
    all.put("ce_organisation", "FT");
    all.put("ce_agency", "FT-" + position % 90);
    all.put("ce_session", "5e551011-0000-4000-8000-%012d".formatted(position % ADVISORS));
    all.put("ce_network", "10.1.%d.0/24".formatted(position % 250));
    all.put("ce_operation", "read");
    all.put("ce_outcome", "allowed");
    all.put("ce_subject", person);
    all.put("ce_fieldclasses", "identity,contact,situation");
    all.put("ce_purpose", "interview");
    all.put("ce_basis", "portfolio");
    all.put("ce_correlation", "c-" + position);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
