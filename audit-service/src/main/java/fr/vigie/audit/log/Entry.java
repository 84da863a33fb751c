package fr.vigie.audit.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One event as it goes into the log: its canonical bytes, and what they say, for the columns
/// beside them.
public final class Entry {

  private final Place place;
  private final String id;
  private final String topic;
  private final byte[] bytes;
  private final @Nullable Place unreadable;

  /// A position of a source.
  public record Place(String source, long position) {}

  /// An entry.
  ///
  /// @param bytes the canonical form; never changed after this, which is why no copy is taken
  /// @param unreadable the place of the event that could not be read, where this entry stands for
  ///   it
  public Entry(Place place, String id, String topic, byte[] bytes, @Nullable Place unreadable) {
    this.place = place;
    this.id = id;
    this.topic = topic;
    this.bytes = bytes;
    this.unreadable = unreadable;
  }

  /// Sources whose positions are offsets of a partition where something could not be read: they do
  /// not count up, and a hole in them means nothing.
  public static final String QUARANTINE = "/vigie/audit-service/quarantine/";

  /// Whether this entry stands for a record that could not be read.
  public boolean isQuarantine() {
    return place.source().startsWith(QUARANTINE);
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
    return place;
  }

  /// The event's id.
  String id() {
    return id;
  }

  String topic() {
    return topic;
  }

  /// The canonical form. Nobody changes it.
  public byte[] bytes() {
    return bytes;
  }

  @Nullable Place unreadable() {
    return unreadable;
  }
}
