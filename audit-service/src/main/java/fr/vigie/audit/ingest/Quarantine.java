package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import fr.vigie.audit.ingest.Reading.Unreadable;
import fr.vigie.audit.log.Entry;
import fr.vigie.contracts.Topics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// What is left of a record that could not be read: a leaf that says so, and a dead letter.
///
/// The leaf names the place, the reason and a digest, and nothing of the content, which may be
/// anything. Its source is the partition and its position the offset plus one, so that reading the
/// same record again gives the same leaf.
final class Quarantine {

  /// The type of such a leaf.
  static final String TYPE = "audit.record-quarantined.v1";

  private static final int MAX_LETTER_BYTES = 900_000;
  private static final byte[] NOTHING = {};
  private static final JsonFactory JSON = new JsonFactory();

  private Quarantine() {}

  /// The leaf.
  static Entry entry(ConsumerRecord<byte[], byte[]> record, Unreadable unreadable) {
    var source = Entry.QUARANTINE + record.topic() + "/" + record.partition();
    var position = record.offset() + 1;
    var id = record.topic() + "/" + record.partition() + "/" + record.offset();
    var time = Instant.ofEpochMilli(Math.max(record.timestamp(), 0));
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", source);
    attributes.put("position", Long.toString(position));
    attributes.put("type", TYPE);
    attributes.put("time", time.toString());
    attributes.put("operation", "quarantine");
    attributes.put("outcome", "refused");
    attributes.put("actor", "audit-service");
    attributes.put("datacontenttype", "application/json");
    attributes.put("kafkatopic", record.topic());
    return new Entry(
        new Entry.Place(source, position),
        id,
        record.topic(),
        CanonicalJson.write(
            Attributes.of(attributes), data(record, unreadable).getBytes(StandardCharsets.UTF_8)),
        unreadable.place());
  }

  /// The record as it came, with where from and why. A value that is too large for any topic stays
  /// where it is: the letter says where.
  static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, Unreadable unreadable) {
    byte @Nullable [] value = record.value();
    var kept = value == null || value.length > MAX_LETTER_BYTES ? NOTHING : value;
    var letter = new ProducerRecord<byte[], byte[]>(Topics.AUDIT_DEAD_LETTER, record.key(), kept);
    record.headers().forEach(letter.headers()::add);
    Map.of(
            "dead_letter_topic", record.topic(),
            "dead_letter_partition", Integer.toString(record.partition()),
            "dead_letter_offset", Long.toString(record.offset()),
            "dead_letter_reason", unreadable.reason().word(),
            "dead_letter_size", Integer.toString(value == null ? -1 : value.length))
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return letter;
  }

  private static String data(ConsumerRecord<byte[], byte[]> record, Unreadable unreadable) {
    byte @Nullable [] value = record.value();
    var out = new StringWriter();
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("topic", record.topic());
      json.writeNumberField("partition", record.partition());
      json.writeNumberField("offset", record.offset());
      json.writeStringField("reason", unreadable.reason().word());
      json.writeStringField("what", unreadable.what());
      json.writeNumberField("size", value == null ? -1 : value.length);
      json.writeStringField("sha256", value == null ? null : digest(value));
      var place = unreadable.place();
      json.writeStringField("claimedSource", place == null ? null : place.source());
      json.writeStringField(
          "claimedPosition", place == null ? null : Long.toString(place.position()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toString();
  }

  private static String digest(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
