package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads the bytes of an entry.
final class EntryReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Of a leaf that stands for an unreadable record: where it says that it comes from. Of a leaf
  /// that says that contents were removed: which.
  private static final Set<String> LOOKED_AT =
      Set.of("claimedSource", "claimedPosition", "month", "leaves", "positions");

  private EntryReader() {}

  /// Reads the exact bytes of an entry.
  ///
  /// @throws IOException where they are no entry
  static Entry read(byte[] bytes) throws IOException {
    var attributes = new TreeMap<String, String>();
    var data = new HashMap<String, String>();
    try (var json = JSON.createParser(bytes)) {
      need(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        if (name.equals("data")) {
          readData(json, value, data);
        } else {
          need(value == JsonToken.VALUE_STRING);
          attributes.put(name, json.getText());
        }
      }
      need(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    }
    return new Entry(attributes, data);
  }

  private static void readData(JsonParser json, JsonToken value, Map<String, String> data)
      throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token.isScalarValue() && token != JsonToken.VALUE_NULL && LOOKED_AT.contains(name)) {
        data.put(name, json.getText());
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
