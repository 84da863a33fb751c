package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an entry's bytes say, read without the service that wrote them.
///
/// @param attributes the event's members, all of them strings, except its data
/// @param persons the subject, and whoever the data lists under `persons`
record Entry(SortedMap<String, String> attributes, SortedSet<String> persons) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Reads the exact bytes of an entry.
  ///
  /// @throws IOException where they are no entry
  static Entry read(byte[] bytes) throws IOException {
    var attributes = new TreeMap<String, String>();
    var persons = new TreeSet<String>();
    try (var json = JSON.createParser(bytes)) {
      need(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (name.equals("data")) {
          readData(json, value, persons);
        } else {
          need(value == JsonToken.VALUE_STRING);
          attributes.put(name, json.getText());
        }
      }
      need(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
    var subject = attributes.get("subject");
    if (subject != null) {
      persons.add(subject);
    }
    return new Entry(attributes, persons);
  }

  /// Whether the entry's attribute has this value; null where it must have none.
  boolean says(String name, @Nullable String value) {
    return value == null ? !attributes.containsKey(name) : value.equals(attributes.get(name));
  }

  /// The event's time to the microsecond, as the query table keeps it; null where it says none.
  @Nullable Instant time() {
    var time = attributes.get("time");
    try {
      return time == null
          ? null
          : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static void readData(JsonParser json, JsonToken value, SortedSet<String> persons)
      throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var listed = json.currentName().equals("persons");
      if (json.nextToken() == JsonToken.START_ARRAY && listed) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() == JsonToken.VALUE_STRING) {
            persons.add(json.getText());
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }

  private static void need(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not an entry");
    }
  }
}
