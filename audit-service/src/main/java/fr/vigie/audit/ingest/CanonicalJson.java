package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;

/// The canonical form of an entry: CloudEvents 1.0 in the JSON format, in UTF-8, without white
/// space of our own, members in the order of their names. The data stands in it byte for byte as it
/// was published, so that the entry proves what the service said and not what we made of it.
final class CanonicalJson {

  private static final String DATA = "data";
  private static final JsonFactory JSON = new JsonFactory();

  private CanonicalJson() {}

  /// Writes an entry.
  ///
  /// @param attributes without `data`
  /// @param data one JSON object, nothing around it
  static byte[] write(SortedMap<String, String> attributes, String data) {
    var out = new ByteArrayOutputStream(data.length() + 64 * attributes.size());
    try (var json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      writeAll(json, attributes.headMap(DATA));
      json.writeFieldName(DATA);
      json.writeRawValue(data);
      writeAll(json, attributes.tailMap(DATA));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void writeAll(JsonGenerator json, SortedMap<String, String> attributes)
      throws IOException {
    for (var attribute : attributes.entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
  }
}
