package fr.vigie.verifier.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the bytes of an entry.
final class EntryReader {

  private static final JsonFactory JSON = new JsonFactory();

  /// Members that are held against something. Others only have to be members.
  private static final Set<String> HELD = Set.of("source", "position", "id", "kafkatopic", "type");

  /// Of a leaf that stands for an unreadable record: where it says that it comes from. Of a leaf
  /// that says that contents were removed: which.
  private static final Set<String> LOOKED_AT =
      Set.of("claimedSource", "claimedPosition", "month", "leaves", "positions");

  private EntryReader() {}

  /// Reads the exact bytes of an entry.
  ///
  /// @throws IOException where they are no entry
  static Entry read(byte[] bytes) throws IOException {
    var attributes = new HashMap<String, String>();
    @Nullable Map<String, String> data = null;
    try (var json = JSON.createParser(bytes)) {
      need(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (name.equals("data")) {
          need(data == null);
          data = readData(json, value);
        } else {
          need(value == JsonToken.VALUE_STRING);
          need(!HELD.contains(name) || attributes.put(name, json.getText()) == null);
        }
      }
      need(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
    return new Entry(attributes, data == null ? Map.of() : data);
  }

  private static Map<String, String> readData(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Map.of();
    }
    var data = new HashMap<String, String>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token.isScalarValue() && token != JsonToken.VALUE_NULL && LOOKED_AT.contains(name)) {
        need(data.put(name, json.getText()) == null);
      } else {
        json.skipChildren();
      }
    }
    return data;
  }

  private static void need(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not an entry");
    }
  }
}
