package fr.vigie.audit.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A leaf's entry, read: the same bytes always say the same.
///
/// Bytes that are no event (somebody altered the leaf) say nothing, and do not stop those who read
/// on: the verifier is who finds them.
public final class LoggedEntry {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final long index;
  private final LocalDate month;
  private final JsonNode entry;

  // Asked for by every detector: read once, or twice where two threads do at once.
  private @Nullable Instant time;
  private @Nullable SortedSet<String> persons;

  private LoggedEntry(long index, LocalDate month, JsonNode entry) {
    this.index = index;
    this.month = month;
    this.entry = entry;
  }

  /// Reads an entry.
  ///
  /// @param month of its arrival
  public static LoggedEntry read(long index, LocalDate month, byte[] entry) {
    try {
      return new LoggedEntry(index, month, JSON.readTree(entry));
    } catch (IOException _) {
      return new LoggedEntry(index, month, MissingNode.getInstance());
    }
  }

  /// The leaf it stands in.
  public long index() {
    return index;
  }

  /// The month it arrived in.
  public LocalDate month() {
    return month;
  }

  /// All of it, to be added to; empty where it is no event.
  public ObjectNode json() {
    return entry instanceof ObjectNode all ? all.deepCopy() : JSON.createObjectNode();
  }

  /// What it says under a name; null where it says nothing.
  public @Nullable String attribute(String name) {
    return entry.path(name).textValue();
  }

  /// Its stored name and version; empty where it is no event.
  public String type() {
    return entry.path("type").asText("");
  }

  /// When it happened; the beginning of time where it does not say.
  public Instant time() {
    var known = time;
    if (known == null) {
      known = readTime();
      time = known;
    }
    return known;
  }

  private Instant readTime() {
    try {
      return OffsetDateTime.parse(entry.path("time").asText("")).toInstant();
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  /// The topic it came on.
  public String topic() {
    return entry.path("kafkatopic").asText("");
  }

  /// Names of the field classes it disclosed.
  public List<String> fieldClasses() {
    var names = entry.path("fieldclasses").asText("");
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  /// Whom it is about: its subject, and whoever its data lists.
  public SortedSet<String> persons() {
    var known = persons;
    if (known == null) {
      known = readPersons();
      persons = known;
    }
    return known;
  }

  private SortedSet<String> readPersons() {
    var all = new TreeSet<String>();
    var subject = attribute("subject");
    if (subject != null) {
      all.add(subject);
    }
    entry.path("data").path("persons").forEach(person -> all.add(person.asText()));
    return Collections.unmodifiableSortedSet(all);
  }

  /// One member of its data, as text; null where it is not there.
  public @Nullable String said(String member) {
    var value = entry.path("data").path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /// The texts of a list in its data.
  public List<String> listed(String member) {
    return entry.path("data").path(member).valueStream().map(JsonNode::asText).toList();
  }
}
