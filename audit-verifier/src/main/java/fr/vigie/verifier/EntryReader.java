package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the bytes of an entry.
final class EntryReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private EntryReader() {}

  /// Reads the exact bytes of an entry.
  ///
  /// @throws IOException where they are no entry
  static Entry read(byte[] bytes) throws IOException {
    var attributes = new TreeMap<String, String>();
    var data = new Data();
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
    return new Entry(attributes, data.claimedSource, data.claimedPosition);
  }

  private static final class Data {
    private @Nullable String claimedSource;
    private @Nullable Long claimedPosition;
  }

  private static void readData(JsonParser json, JsonToken value, Data data) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token == JsonToken.VALUE_STRING && name.equals("claimedSource")) {
        data.claimedSource = json.getText();
      } else if (token == JsonToken.VALUE_STRING && name.equals("claimedPosition")) {
        data.claimedPosition = number(json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static void need(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not an entry");
    }
  }
}
