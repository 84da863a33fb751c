package fr.vigie.audit.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One event as it goes into the log: its canonical bytes, and what they say, for the columns and
/// tables beside them.
public final class Entry {

  private final String source;
  private final long position;
  private final String topic;
  private final byte[] bytes;
  private final Instant time;
  private final Map<String, String> attributes;
  private final SortedSet<String> persons;
  private final @Nullable Place unreadable;

  /// A position of a source.
  public record Place(String source, long position) {}

  /// An entry.
  ///
  /// @param bytes the canonical form; never changed after this, which is why no copy is taken
  /// @param persons whom it is about
  /// @param unreadable the place of the event that could not be read, where this entry stands for
  ///   it
  public Entry(
      Place place,
      String topic,
      byte[] bytes,
      Instant time,
      Map<String, String> attributes,
      SortedSet<String> persons,
      @Nullable Place unreadable) {
    this.source = place.source();
    this.position = place.position();
    this.topic = topic;
    this.bytes = bytes;
    this.time = time;
    this.attributes = Map.copyOf(attributes);
    this.persons = Collections.unmodifiableSortedSet(new TreeSet<>(persons));
    this.unreadable = unreadable;
  }

  /// Sources whose positions are offsets of a partition where something could not be read: they do
  /// not count up, and a hole in them means nothing.
  public static final String QUARANTINE = "/vigie/audit-service/quarantine/";

  /// Whether this entry stands for a record that could not be read.
  public boolean isQuarantine() {
    return source.startsWith(QUARANTINE);
  }

  /// SHA-256 of the bytes, in hexadecimal digits.
  String digest() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Where it stands among the events of its source.
  public Place place() {
    return new Place(source, position);
  }

  /// The event's id.
  String id() {
    return attributes.getOrDefault("id", "");
  }

  String topic() {
    return topic;
  }

  /// The canonical form. Nobody changes it.
  public byte[] bytes() {
    return bytes;
  }

  Instant time() {
    return time;
  }

  @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  /// Whom it is about.
  public SortedSet<String> persons() {
    return persons;
  }

  @Nullable Place unreadable() {
    return unreadable;
  }
}
