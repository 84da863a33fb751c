package fr.vigie.audit.ingest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  static byte[] write(Attributes attributes, byte[] data) {
    var json = new CanonicalJson(data.length + 48 * attributes.size());
    json.put('{');
    var next = 0;
    for (; next < attributes.size() && attributes.name(next).compareTo(DATA) < 0; next++) {
      json.write(attributes, next);
    }
    json.writeName(DATA);
    json.copy(data);
    for (; next < attributes.size(); next++) {
      json.write(attributes, next);
    }
    json.put('}');
    return Arrays.copyOf(json.bytes, json.length);
  }

  private void write(Attributes attributes, int at) {
    writeName(attributes.name(at));
    var text = attributes.value(at);
    if (isPlain(text)) {
      put('"');
      copy(text);
      put('"');
    } else {
      writeEscaped(new String(text, StandardCharsets.UTF_8));
    }
  }

  /// Whether JSON writes it as it is.
  private static boolean isPlain(byte[] text) {
    for (var one : text) {
      if (one < ' ' || one > '~' || one == '"' || one == '\\') {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // of a name, which is ASCII, no half of any character is lost
  private void writeName(String name) {
    if (length > 1) {
      put(',');
    }
    put('"');
    room(name.length());
    name.getBytes(0, name.length(), bytes, length);
    length += name.length();
    put('"');
    put(':');
  }

  private void copy(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void writeEscaped(String text) {
    var quoted = new ByteArrayOutputStream(2 * text.length());
    try (var json = JSON.createGenerator(quoted, JsonEncoding.UTF8)) {
      json.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    copy(quoted.toByteArray());
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
