package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SortedMap;

/// The canonical form of an entry: CloudEvents 1.0 in the JSON format, in UTF-8, without white
/// space of our own, members in the order of their names. The data stands in it byte for byte as it
/// was published, so that the entry proves what the service said and not what we made of it.
///
/// Text is escaped as Jackson escapes it, which is where nearly nothing has to be: what is plain
/// ASCII is copied.
final class CanonicalJson {

  private static final String DATA = "data";
  private static final JsonFactory JSON = new JsonFactory();

  private byte[] bytes;
  private int length;

  private CanonicalJson(int size) {
    bytes = new byte[size];
  }

  /// Writes an entry.
  ///
  /// @param attributes without `data`; their names need no escape
  /// @param data one JSON object in UTF-8, nothing around it
  static byte[] write(SortedMap<String, String> attributes, byte[] data) {
    var json = new CanonicalJson(data.length + 48 * attributes.size());
    json.put('{');
    json.writeAll(attributes.headMap(DATA));
    json.writeName(DATA);
    json.room(data.length);
    System.arraycopy(data, 0, json.bytes, json.length, data.length);
    json.length += data.length;
    json.writeAll(attributes.tailMap(DATA));
    json.put('}');
    return Arrays.copyOf(json.bytes, json.length);
  }

  private void writeAll(SortedMap<String, String> attributes) {
    attributes.forEach((name, text) -> {
      writeName(name);
      put('"');
      writeText(text);
      put('"');
    });
  }

  private void writeName(String name) {
    if (length > 1) {
      put(',');
    }
    put('"');
    writeText(name);
    put('"');
    put(':');
  }

  private void writeText(String text) {
    var start = length;
    room(text.length());
    for (var i = 0; i < text.length(); i++) {
      var one = text.charAt(i);
      if (one < ' ' || one > '~' || one == '"' || one == '\\') {
        length = start;
        writeEscaped(text);
        return;
      }
      bytes[length++] = (byte) one;
    }
  }

  private void writeEscaped(String text) {
    var quoted = new ByteArrayOutputStream(2 * text.length());
    try (var json = JSON.createGenerator(quoted, JsonEncoding.UTF8)) {
      json.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    var escaped = quoted.size() - 2;
    room(escaped);
    System.arraycopy(quoted.toByteArray(), 1, bytes, length, escaped);
    length += escaped;
  }

  private void put(char one) {
    room(1);
    bytes[length++] = (byte) one;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
