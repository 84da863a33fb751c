package fr.vigie.audit.ingest;

import fr.vigie.audit.log.Entry;
import fr.vigie.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Events as services publish them, made from a number.
public final class Samples {

  /// The source of those that name none.
  public static final String SOURCE = "/vigie/records-service";

  private Samples() {}

  /// What a test changes before it builds a record.
  public static final class Sample {

    private String topic = Topics.DISCLOSURES;
    private String key;
    private String value;
    private final Map<String, String> headers = new TreeMap<>();

    private Sample(String source, long position) {
      var advisor = "advisor-" + position % 7;
      var person = "person-" + position % 50;
      key = advisor;
      value =
          """
          {"person":"%s","advisor":"%s","day":"2026-01-05","fieldClasses":["identity","contact"],\
          "purpose":"interview","basis":"portfolio"}\
          """
              .formatted(person, advisor);
      with("ce_specversion", "1.0")
          .with("ce_id", "018f-" + source.hashCode() + "-" + position)
          .with("ce_source", source)
          .with("ce_type", "records.record-disclosed.v1")
          .with("ce_time", "2026-01-05T09:00:%02d.123456Z".formatted(position % 60))
          .with("ce_position", Long.toString(position))
          .with("content-type", "application/json")
          .with("ce_actor", advisor)
          .with("ce_organisation", "FT")
          .with("ce_agency", "FT-01")
          .with("ce_session", "session-" + position % 7)
          .with("ce_network", "10.1.2.0/24")
          .with("ce_operation", "read")
          .with("ce_outcome", position % 10 == 0 ? "refused" : "allowed")
          .with("ce_subject", person)
          .with("ce_fieldclasses", "identity,contact")
          .with("ce_purpose", "interview")
          .with("ce_basis", "portfolio")
          .with("ce_correlation", "c-" + position);
    }

    /// Sets a header.
    public Sample with(String header, String text) {
      headers.put(header, text);
      return this;
    }

    /// Takes a header away.
    public Sample without(String header) {
      headers.remove(header);
      return this;
    }

    /// Another value.
    public Sample saying(String json) {
      value = json;
      return this;
    }

    /// Another key: records of one key stay in order.
    public Sample keyed(String otherKey) {
      key = otherKey;
      return this;
    }

    /// Another topic.
    public Sample on(String otherTopic) {
      topic = otherTopic;
      return this;
    }

    /// As it is sent.
    public ProducerRecord<byte[], byte[]> sent() {
      var record = new ProducerRecord<>(topic, bytes(key), bytes(value));
      headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
      return record;
    }

    ConsumerRecord<byte[], byte[]> received(int partition, long offset) {
      var record = new ConsumerRecord<>(topic, partition, offset, bytes(key), bytes(value));
      headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
      return record;
    }

    /// As it goes into the log.
    public Entry entry() {
      if (new EventReader().read(received(0, 0)) instanceof Reading.Event(var entry)) {
        return entry;
      }
      throw new IllegalStateException("not a sound event");
    }
  }

  /// A disclosure of records-service.
  public static Sample disclosure(long position) {
    return new Sample(SOURCE, position);
  }

  /// A disclosure of another source.
  public static Sample disclosure(String source, long position) {
    return new Sample(source, position);
  }

  /// A search that showed several persons.
  public static Sample search(long position) {
    var persons = new HashMap<Integer, String>();
    for (var i = 0; i < position % 5; i++) {
      persons.put(i, "\"person-" + (position + i) % 50 + "\"");
    }
    return new Sample(SOURCE, position)
        .with("ce_type", "records.portfolio-searched.v1")
        .with("ce_operation", "search")
        .without("ce_subject")
        .without("ce_purpose")
        .saying(
            """
            {"advisor":"advisor-%d","day":"2026-01-05","term":"0a1b","persons":[%s]}\
            """
                .formatted(position % 7, String.join(",", persons.values())));
  }

  /// The leaf for a record that could not be read.
  public static Entry unreadable(Sample sample, long offset) {
    var record = sample.received(0, offset);
    if (new EventReader().read(record) instanceof Reading.Unreadable unreadable) {
      return Quarantine.entry(record, unreadable);
    }
    throw new IllegalStateException("a sound event");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
