package fr.vigie.eventstore;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/// Rows of the table `event`, and what they are to Axon and to us.
final class StoredRows {

  /// What to select, from `event e`.
  static final String COLUMNS =
      "e.position, e.id, e.type, e.version, e.time, e.payload::text, e.attributes::text, e.tags";

  /// The events after `$1`, at most `$2` of them.
  static final String AFTER =
      "select " + COLUMNS + " from event e where e.position > $1 order by e.position limit $2";

  /// Of the `$2` events after `$1` those of the types `$3`, at most `$4` of them, and the store's
  /// last position, whether there is one of them or not.
  static final String OF_TYPES_AFTER =
      "select "
          + COLUMNS
          + ", h.head from (select coalesce(max(position), 0) as head from event) h"
          + " left join (select * from event"
          + " where position > $1 and position <= $1 + $2 and type = any ($3)"
          + " order by position limit $4) e"
          + " on true order by e.position";

  /// Where OF_TYPES_AFTER says the store's last position.
  static final int HEAD = 8;

  private StoredRows() {}

  static Append.Event row(TaggedEventMessage<?> tagged) {
    var event = tagged.event();
    var tags = new HashSet<String>();
    for (var tag : tagged.tags()) {
      tags.add(Criteria.text(tag));
    }
    return new Append.Event(
        UUID.fromString(event.identifier()),
        event.type().name(),
        event.type().version(),
        event.timestamp().atOffset(ZoneOffset.UTC),
        text(event.payload()),
        attributes(event.metadata()),
        tags);
  }

  static Append.Event row(StoredEvent event) {
    var tags = new HashSet<String>();
    event.tags().forEach(tag -> tags.add(tag.toString()));
    return new Append.Event(
        event.id(),
        event.type(),
        Integer.toString(event.version()),
        event.time().atOffset(ZoneOffset.UTC),
        event.json(),
        attributes(event.attributes()),
        tags);
  }

  private static String text(@Nullable Object payload) {
    return switch (payload) {
      case String json -> json;
      case byte[] json -> new String(json, StandardCharsets.UTF_8);
      case null, default ->
          throw new IllegalArgumentException("a payload comes as JSON: a String or UTF-8 bytes");
    };
  }

  private static String attributes(Map<String, String> attributes) {
    var json = new JsonObject();
    attributes.forEach(json::put);
    return json.encode();
  }

  static MessageStream.Entry<EventMessage> entry(Row row) {
    var position = row.getLong(0);
    var tags = new HashSet<Tag>();
    for (var tag : row.getArrayOfStrings(7)) {
      tags.add(Criteria.tag(tag));
    }
    var context =
        TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(position));
    EventMessage event =
        new GenericEventMessage(
            row.getUUID(1).toString(),
            new MessageType(row.getString(2), row.getString(3)),
            row.getString(5),
            attributes(row.getString(6)),
            time(row));
    return new SimpleEntry<>(event, Tag.addToContext(context, tags));
  }

  static StoredEvent event(Row row, EventTypes types) {
    var tags = new HashSet<EventTag>();
    for (var text : row.getArrayOfStrings(7)) {
      tags.add(tag(text));
    }
    return event(
        row.getLong(0),
        row.getUUID(1),
        row.getString(2),
        row.getString(3),
        time(row),
        row.getString(5),
        attributes(row.getString(6)),
        tags,
        types);
  }

  /// @param tags null where the engine does not tell them: then as they would be written today
  static StoredEvent event(
      long position,
      UUID id,
      String type,
      String version,
      Instant time,
      String json,
      Map<String, String> attributes,
      @Nullable Set<EventTag> tags,
      EventTypes types) {
    int number;
    try {
      number = Integer.parseInt(version);
    } catch (NumberFormatException e) {
      throw new UnreadableEventException("unknown version of " + type + ": " + version, e);
    }
    var payload = types.read(type, number, json);
    return new StoredEvent(
        position,
        id,
        type,
        number,
        time,
        payload,
        json,
        attributes,
        tags == null ? types.tags(payload) : tags);
  }

  static EventTag tag(String text) {
    var cut = text.indexOf('=');
    return EventTag.of(text.substring(0, cut), text.substring(cut + 1));
  }

  private static Instant time(Row row) {
    return row.getOffsetDateTime(4).toInstant();
  }

  private static Map<String, String> attributes(String text) {
    var attributes = new TreeMap<String, String>();
    new JsonObject(text)
        .forEach(entry -> attributes.put(entry.getKey(), (String) entry.getValue()));
    return attributes;
  }
}
