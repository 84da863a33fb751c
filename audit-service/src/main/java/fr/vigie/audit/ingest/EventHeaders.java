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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final int MOST_DIGITS = 18;
  private static final String USUAL_TIME = "0000-00-00T00:00:00";
  private static final byte[] SPECVERSION = {'1', '.', '0'};
  private static final byte[] JSON = "application/json".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> NEEDED =
      List.of("specversion", "id", "source", "type", "time", "position");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Set<String> sources = ConcurrentHashMap.newKeySet();
  private final Set<String> types = ConcurrentHashMap.newKeySet();

  /// Collects the attributes.
  void read(ConsumerRecord<byte[], byte[]> record, Attributes attributes)
      throws UnreadableException {
    for (var header : record.headers()) {
      var name = name(header);
      if (name != null && !attributes.put(name, text(header.value(), name))) {
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

  /// As it came, where it is text without control characters.
  private static byte[] text(byte @Nullable [] value, String name) throws UnreadableException {
    if (value == null || value.length > MAX_ATTRIBUTE_BYTES) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
    if (isPlain(value)) {
      return value;
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new UnreadableException(Reason.BAD_HEADER, name);
      }
      return value;
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
  void check(Attributes attributes) throws UnreadableException {
    for (var name : NEEDED) {
      var _ = attribute(attributes, name);
    }
    need(Arrays.equals(attribute(attributes, "specversion"), SPECVERSION), "specversion");
    need(isSource(text(attributes, "source")), "source");
    need(position(attribute(attributes, "position")) > 0, "position");
    need(Arrays.equals(attribute(attributes, "datacontenttype"), JSON), "datacontenttype");
    checkType(text(attributes, "type"));
    need(isTime(attribute(attributes, "time")), "time");
  }

  /// A number from 1 on, of at most 18 digits, the first of which is no zero; else 0.
  static long position(byte[] digits) {
    if (digits.length == 0 || digits.length > MOST_DIGITS || digits[0] == '0') {
      return 0;
    }
    var number = 0L;
    for (var digit : digits) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      number = 10 * number + digit - '0';
    }
    return number;
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

  private static boolean isTime(byte[] value) {
    if (isUsualTime(value)) {
      return true;
    }
    try {
      var time = OffsetDateTime.parse(new String(value, StandardCharsets.UTF_8)).toInstant();
      return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    } catch (DateTimeException _) {
      return false;
    }
  }

  /// Whether it is a time in UTC as services write it, on a day that every month has.
  private static boolean isUsualTime(byte[] time) {
    if (time.length < USUAL_TIME.length() + 1 || time[time.length - 1] != 'Z') {
      return false;
    }
    for (var i = 0; i < USUAL_TIME.length(); i++) {
      var wanted = USUAL_TIME.charAt(i);
      if (wanted == '0' ? time[i] < '0' || time[i] > '9' : time[i] != wanted) {
        return false;
      }
    }
    var fraction = time.length - USUAL_TIME.length() - 2;
    for (var i = USUAL_TIME.length() + 1; i < time.length - 1; i++) {
      if (time[i] < '0' || time[i] > '9') {
        return false;
      }
    }
    var sound = fraction == -1 || (time[USUAL_TIME.length()] == '.' && fraction > 0);
    var year = 100 * two(time, 0) + two(time, 2);
    return sound
        && fraction <= 9
        && year >= 1970
        && year < 3000
        && isIn(two(time, 5), 1, 12)
        && isIn(two(time, 8), 1, 28)
        && isIn(two(time, 11), 0, 23)
        && isIn(two(time, 14), 0, 59)
        && isIn(two(time, 17), 0, 59);
  }

  private static int two(byte[] digits, int at) {
    return 10 * (digits[at] - '0') + digits[at + 1] - '0';
  }

  private static boolean isIn(int number, int first, int last) {
    return number >= first && number <= last;
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

  private static byte[] attribute(Attributes attributes, String name) throws UnreadableException {
    var value = attributes.value(name);
    if (value == null || value.length == 0) {
      throw new UnreadableException(Reason.MISSING_HEADER, name);
    }
    return value;
  }

  /// One that every event has.
  static String text(Attributes attributes, String name) throws UnreadableException {
    return new String(attribute(attributes, name), StandardCharsets.UTF_8);
  }

  private static void need(boolean holds, String name) throws UnreadableException {
    if (!holds) {
      throw new UnreadableException(Reason.BAD_HEADER, name);
    }
  }

  /// The place of an event that was checked.
  Entry.Place place(Attributes attributes) throws UnreadableException {
    return new Entry.Place(text(attributes, "source"), position(attribute(attributes, "position")));
  }

  /// The place an unreadable event claims, so that its absence is not taken for a withheld event.
  Entry.@Nullable Place placeIfReadable(Attributes attributes) {
    var source = attributes.value("source");
    var digits = attributes.value("position");
    if (source == null || digits == null || position(digits) == 0) {
      return null;
    }
    var name = new String(source, StandardCharsets.UTF_8);
    return isSource(name) ? new Entry.Place(name, position(digits)) : null;
  }
}
