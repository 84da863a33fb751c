package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import fr.vigie.audit.ingest.Reading.Event;
import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.ingest.Reading.Unreadable;
import fr.vigie.audit.log.Entry;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads one Kafka record, a CloudEvents 1.0 event in binary mode, and writes it down as an entry.
/// Pure: the same record gives the same bytes, on every replica and for ever.
final class EventReader {

  /// The largest entry: its length is written in two bytes. (C2SP tlog-tiles)
  static final int MAX_ENTRY_BYTES = (1 << 16) - 1;

  private static final int MAX_ATTRIBUTE_BYTES = 1024;
  private static final int MAX_PERSON_LENGTH = 200;
  private static final int MAX_PERSONS = 10_000;
  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");
  private static final Pattern TYPE =
      Pattern.compile("([a-z][a-z0-9-]{0,60}\\.[a-z][a-z0-9-]{0,60})\\.v([1-9][0-9]{0,3})");
  private static final Pattern SOURCE = Pattern.compile("/vigie/[a-z][a-z0-9-]{0,60}");
  private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final KnownEvents known = new KnownEvents();

  private static final class UnreadableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient @Nullable String what;

    UnreadableException(Reason reason, @Nullable String what) {
      super(reason.word(), null, false, false);
      this.reason = reason;
      this.what = what;
    }
  }

  /// Reads a record.
  Reading read(ConsumerRecord<byte[], byte[]> record) {
    var attributes = new TreeMap<String, String>();
    try {
      readHeaders(record, attributes);
      var time = checkHeaders(attributes);
      byte @Nullable [] value = record.value();
      var persons = new TreeSet<String>();
      var subject = attributes.get("subject");
      if (subject != null) {
        persons.add(subject);
      }
      var data = decode(value);
      readPersons(data, persons);
      attributes.put("kafkatopic", record.topic());
      var bytes = CanonicalJson.write(attributes, data);
      if (bytes.length > MAX_ENTRY_BYTES) {
        throw new UnreadableException(Reason.TOO_LARGE, null);
      }
      var place = new Entry.Place(attribute(attributes, "source"), position(attributes));
      return new Event(new Entry(place, record.topic(), bytes, time, attributes, persons, null));
    } catch (UnreadableException e) {
      return new Unreadable(e.reason, e.what, placeIfReadable(attributes));
    }
  }

  private static void readHeaders(
      ConsumerRecord<byte[], byte[]> record, SortedMap<String, String> attributes)
      throws UnreadableException {
    for (var header : record.headers()) {
      var name =
          header.key().equals(CONTENT_TYPE)
              ? "datacontenttype"
              : header.key().startsWith(PREFIX) ? header.key().substring(PREFIX.length()) : null;
      if (name == null) {
        continue;
      }
      var reserved =
          name.equals("data")
              || name.equals("kafkatopic")
              || header.key().equals(PREFIX + "datacontenttype");
      if (reserved || !NAME.matcher(name).matches()) {
        throw new UnreadableException(Reason.BAD_HEADER, null);
      }
      if (attributes.put(name, text(header.value(), name)) != null) {
        throw new UnreadableException(Reason.BAD_HEADER, name);
      }
    }
  }

  private static String text(byte @Nullable [] value, String name) throws UnreadableException {
    if (value == null || value.length > MAX_ATTRIBUTE_BYTES) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new UnreadableException(Reason.BAD_HEADER, name);
      }
      return text;
    } catch (CharacterCodingException _) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
  }

  /// Refuses what is not an event of ours; returns the event's time.
  private Instant checkHeaders(SortedMap<String, String> attributes) throws UnreadableException {
    for (var name : new String[] {"specversion", "id", "source", "type", "time", "position"}) {
      attribute(attributes, name);
    }
    need(attribute(attributes, "specversion").equals("1.0"), "specversion");
    need(SOURCE.matcher(attribute(attributes, "source")).matches(), "source");
    need(POSITION.matcher(attribute(attributes, "position")).matches(), "position");
    need(attribute(attributes, "datacontenttype").equals("application/json"), "datacontenttype");
    var type = TYPE.matcher(attribute(attributes, "type"));
    need(type.matches(), "type");
    if (!known.canRead(type.group(1), Integer.parseInt(type.group(2)))) {
      throw new UnreadableException(Reason.UNKNOWN_VERSION, "type");
    }
    try {
      var time = OffsetDateTime.parse(attribute(attributes, "time")).toInstant();
      need(!time.isBefore(EARLIEST) && time.isBefore(LATEST), "time");
      return time;
    } catch (DateTimeException _) {
      throw new UnreadableException(Reason.BAD_HEADER, "time");
    }
  }

  private static String attribute(SortedMap<String, String> attributes, String name)
      throws UnreadableException {
    var value = attributes.get(name);
    if (value == null || value.isEmpty()) {
      throw new UnreadableException(Reason.MISSING_HEADER, name);
    }
    return value;
  }

  private static void need(boolean holds, String name) throws UnreadableException {
    if (!holds) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
  }

  private static long position(SortedMap<String, String> attributes) throws UnreadableException {
    return Long.parseLong(attribute(attributes, "position"));
  }

  /// The place an unreadable event claims, so that its absence is not taken for a withheld event.
  private static Entry.@Nullable Place placeIfReadable(SortedMap<String, String> attributes) {
    var source = attributes.get("source");
    var position = attributes.get("position");
    return source != null
            && position != null
            && SOURCE.matcher(source).matches()
            && POSITION.matcher(position).matches()
        ? new Entry.Place(source, Long.parseLong(position))
        : null;
  }

  /// The value as text. Decoded before it is parsed: a parser of bytes would guess the encoding.
  private static String decode(byte @Nullable [] value) throws UnreadableException {
    if (value == null) {
      throw new UnreadableException(Reason.MALFORMED_JSON, null);
    }
    if (value.length > MAX_ENTRY_BYTES) {
      throw new UnreadableException(Reason.TOO_LARGE, null);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException _) {
      throw new UnreadableException(Reason.MALFORMED_JSON, null);
    }
  }

  /// Checks that the data is one JSON object, and collects whom its `persons` lists.
  private static void readPersons(String data, SortedSet<String> persons)
      throws UnreadableException {
    try (var json = JSON.createParser(data)) {
      holds(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var listed = json.currentName().equals("persons");
        if (json.nextToken() == JsonToken.START_ARRAY && listed) {
          readNames(json, persons);
        } else {
          json.skipChildren();
        }
      }
      holds(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    } catch (IOException _) {
      throw new UnreadableException(Reason.MALFORMED_JSON, null);
    }
  }

  private static void readNames(JsonParser json, SortedSet<String> persons)
      throws IOException, UnreadableException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      holds(json.currentToken() == JsonToken.VALUE_STRING);
      var person = json.getText();
      holds(person.length() <= MAX_PERSON_LENGTH && persons.size() < MAX_PERSONS);
      holds(!person.isEmpty() && person.codePoints().noneMatch(EventReader::unfit));
      persons.add(person);
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
