package fr.vigie.audit.ingest;

import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.log.Entry;
import fr.vigie.contracts.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Reads and checks the headers of a record, which are the attributes of its event.
///
/// Nearly every record says what the one before it said: names, sources and types that were found
/// sound are remembered, up to a bound, and what is plain ASCII is not decoded.
final class EventHeaders {

  private static final int REMEMBERED = 500;
  private static final int MAX_ATTRIBUTE_BYTES = 1024;
  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");
  private static final Pattern TYPE =
      Pattern.compile("([a-z][a-z0-9-]{0,60}\\.[a-z][a-z0-9-]{0,60})\\.v[1-9][0-9]{0,3}");
  private static final Pattern SOURCE = Pattern.compile("/vigie/[a-z][a-z0-9-]{0,60}");
  private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern PLAIN_TIME =
      Pattern.compile(
          "(19[789]|2\\d\\d)\\d-(0[1-9]|1[012])-(0[1-9]|1\\d|2[0-8])"
              + "T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Set<String> sources = ConcurrentHashMap.newKeySet();
  private final Set<String> types = ConcurrentHashMap.newKeySet();

  /// Collects the attributes.
  void read(ConsumerRecord<byte[], byte[]> record, SortedMap<String, String> attributes)
      throws UnreadableException {
    for (var header : record.headers()) {
      var name = name(header);
      if (name != null && attributes.put(name, text(header.value(), name)) != null) {
        throw new UnreadableException(Reason.BAD_HEADER, name);
      }
    }
  }

  /// Of the attribute that a header is; null where it is none.
  private @Nullable String name(Header header) throws UnreadableException {
    var key = header.key();
    var remembered = names.get(key);
    if (remembered != null) {
      return remembered;
    }
    var name =
        key.equals(CONTENT_TYPE)
            ? "datacontenttype"
            : key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : null;
    if (name == null) {
      return null;
    }
    var reserved =
        name.equals("data") || name.equals("kafkatopic") || key.equals(PREFIX + "datacontenttype");
    if (reserved || !NAME.matcher(name).matches()) {
      throw new UnreadableException(Reason.BAD_HEADER, null);
    }
    if (names.size() < REMEMBERED) {
      names.put(key, name);
    }
    return name;
  }

  private static String text(byte @Nullable [] value, String name) throws UnreadableException {
    if (value == null || value.length > MAX_ATTRIBUTE_BYTES) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
    if (isPlain(value)) {
      return new String(value, StandardCharsets.ISO_8859_1);
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

  /// Whether it is ASCII without control characters.
  private static boolean isPlain(byte[] text) {
    for (var one : text) {
      if (one < ' ' || one == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// Refuses what is not an event of ours.
  void check(SortedMap<String, String> attributes) throws UnreadableException {
    for (var name : new String[] {"specversion", "id", "source", "type", "time", "position"}) {
      var _ = attribute(attributes, name);
    }
    need(attribute(attributes, "specversion").equals("1.0"), "specversion");
    need(isSource(attribute(attributes, "source")), "source");
    need(POSITION.matcher(attribute(attributes, "position")).matches(), "position");
    need(attribute(attributes, "datacontenttype").equals("application/json"), "datacontenttype");
    checkType(attribute(attributes, "type"));
    need(isTime(attribute(attributes, "time")), "time");
  }

  /// An event is read where its JSON Schema lies in the contracts this service was built with. A
  /// version that is newer than these may mean something else by the same names, so it is not read.
  /// An event whose very name is new is: its envelope says what questions are asked about, and a
  /// leaf is better evidence than a dead letter.
  private void checkType(String type) throws UnreadableException {
    if (types.contains(type)) {
      return;
    }
    var parts = TYPE.matcher(type);
    need(parts.matches(), "type");
    if (!hasSchema(type) && hasSchema(parts.group(1) + ".v1")) {
      throw new UnreadableException(Reason.UNKNOWN_VERSION, "type");
    }
    if (types.size() < REMEMBERED) {
      types.add(type);
    }
  }

  private static boolean hasSchema(String type) {
    return Topics.class.getResource("/schemas/" + type + ".json") != null;
  }

  private static boolean isTime(String text) {
    if (PLAIN_TIME.matcher(text).matches()) {
      return true;
    }
    try {
      var time = OffsetDateTime.parse(text).toInstant();
      return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private boolean isSource(String text) {
    if (sources.contains(text)) {
      return true;
    }
    var sound = SOURCE.matcher(text).matches();
    if (sound && sources.size() < REMEMBERED) {
      sources.add(text);
    }
    return sound;
  }

  static String attribute(SortedMap<String, String> attributes, String name)
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

  /// The place an unreadable event claims, so that its absence is not taken for a withheld event.
  Entry.@Nullable Place placeIfReadable(SortedMap<String, String> attributes) {
    var source = attributes.get("source");
    var position = attributes.get("position");
    return source != null
            && position != null
            && isSource(source)
            && POSITION.matcher(position).matches()
        ? new Entry.Place(source, Long.parseLong(position))
        : null;
  }
}
