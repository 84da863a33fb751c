package fr.vigie.audit.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of one event in the order of their names, each as the bytes it came as: most of
/// them are written down again and never looked at as text.
final class Attributes {

  private static final int USUAL = 24;

  private String[] names = new String[USUAL];
  private byte[][] values = new byte[USUAL][];
  private int size;

  /// Those of a map.
  static Attributes of(Map<String, String> texts) {
    var attributes = new Attributes();
    texts.forEach((name, text) -> attributes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return attributes;
  }

  /// Puts one in its place. They come nearly in order, so its place is looked for from the end.
  ///
  /// @param value in UTF-8; never changed after this
  /// @return false where the name was there already; then it has this value now
  boolean put(String name, byte[] value) {
    var at = size;
    for (; at > 0; at--) {
      var order = names[at - 1].compareTo(name);
      if (order == 0) {
        values[at - 1] = value;
        return false;
      }
      if (order < 0) {
        break;
      }
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    System.arraycopy(names, at, names, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    names[at] = name;
    values[at] = value;
    size++;
    return true;
  }

  int size() {
    return size;
  }

  String name(int at) {
    return names[at];
  }

  byte[] value(int at) {
    return values[at];
  }

  /// The value of a name; null where there is none.
  byte @Nullable [] value(String name) {
    var at = Arrays.binarySearch(names, 0, size, name);
    return at < 0 ? null : values[at];
  }
}
