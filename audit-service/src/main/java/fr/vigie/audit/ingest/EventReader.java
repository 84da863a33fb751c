package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import fr.vigie.audit.ingest.Reading.Event;
import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.log.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads one Kafka record, a CloudEvents 1.0 event in binary mode, and writes it down as an entry.
/// Pure: the same record gives the same bytes, on every replica and for ever.
final class EventReader {

  /// The largest entry: its length is written in two bytes. (C2SP tlog-tiles)
  static final int MAX_ENTRY_BYTES = (1 << 16) - 1;

  private static final int MAX_PERSON_LENGTH = 200;
  private static final int MAX_PERSONS = 10_000;

  /// Whoever reads an entry, the verifier too, must be able to: parsers end at a thousand, and in
  /// an entry the data lies one deeper.
  private static final int DEEPEST = 500;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final EventHeaders headers = new EventHeaders();

  /// Reads a record.
  Reading read(ConsumerRecord<byte[], byte[]> record) {
    var attributes = new Attributes();
    try {
      headers.read(record, attributes);
      headers.check(attributes);
      byte @Nullable [] data = record.value();
      if (data == null) {
        throw new UnreadableException(Reason.MALFORMED_JSON, null);
      }
      checkData(data);
      attributes.put("kafkatopic", record.topic().getBytes(StandardCharsets.UTF_8));
      var bytes = CanonicalJson.write(attributes, data);
      if (bytes.length > MAX_ENTRY_BYTES) {
        throw new UnreadableException(Reason.TOO_LARGE, null);
      }
      var id = EventHeaders.text(attributes, "id");
      return new Event(new Entry(headers.place(attributes), id, record.topic(), bytes, null));
    } catch (UnreadableException e) {
      return e.at(headers.placeIfReadable(attributes));
    }
  }

  /// Checks that the data is one JSON object in UTF-8, and that its `persons` are fit to be looked
  /// for.
  private static void checkData(byte[] data) throws UnreadableException {
    if (data.length > MAX_ENTRY_BYTES) {
      throw new UnreadableException(Reason.TOO_LARGE, null);
    }
    try (var json = parser(data)) {
      holds(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var listed = json.currentName().equals("persons");
        if (json.nextToken() == JsonToken.START_ARRAY && listed) {
          checkNames(json);
        } else {
          json.skipChildren();
        }
      }
      holds(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    } catch (IOException _) {
      throw new UnreadableException(Reason.MALFORMED_JSON, null);
    }
  }

  /// Decoded before it is parsed: a parser of bytes would guess the encoding. It cannot guess wrong
  /// where there is nothing but ASCII.
  private static JsonParser parser(byte[] data) throws IOException, UnreadableException {
    for (var one : data) {
      if (one <= 0) {
        try {
          var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
          return JSON.createParser(text);
        } catch (CharacterCodingException _) {
          throw new UnreadableException(Reason.MALFORMED_JSON, null);
        }
      }
    }
    return JSON.createParser(data);
  }

  private static void checkNames(JsonParser json) throws IOException, UnreadableException {
    for (var number = 0; json.nextToken() != JsonToken.END_ARRAY; number++) {
      holds(json.currentToken() == JsonToken.VALUE_STRING && number < MAX_PERSONS);
      var person = json.getText();
      holds(!person.isEmpty() && person.length() <= MAX_PERSON_LENGTH);
      holds(person.codePoints().noneMatch(EventReader::unfit));
    }
  }

  private static boolean unfit(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  private static void holds(boolean condition) throws UnreadableException {
    if (!condition) {
      throw new UnreadableException(Reason.MALFORMED_JSON, null);
    }
  }
}
