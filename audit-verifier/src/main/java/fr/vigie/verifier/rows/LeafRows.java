package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Sha256;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// The leaves in the order of their index, by COPY in its binary format: the database reads ahead
/// while this program hashes, and no value is turned into text that nobody looks at.
final class LeafRows implements AutoCloseable {

  // The types are said, whatever somebody made of the columns.
  private static final String LEAVES =
      """
      copy (select index::bigint, month::date, id::text, source::text, position::bigint,
          topic::text, entry::bytea
        from leaf order by index) to stdout (format binary)\
      """;
  private static final int HEADER = 19;
  private static final int NOWHERE = -1;
  private static final byte[] NONE = {};
  private static final byte[] QUARANTINE = Positions.QUARANTINE.getBytes(StandardCharsets.US_ASCII);
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  /// Where a value lies in the bytes of a row; its length is -1 where there is none.
  private static final class Value {
    private int from;
    private int length = NOWHERE;
  }

  private final Connection connection;
  private final CopyOut copy;
  private final PlainEntry plain = new PlainEntry();
  private byte[] sent = NONE;
  private ByteBuffer rows;
  private boolean present;
  private long index;
  private @Nullable String month;
  private int monthDay = Integer.MIN_VALUE;
  private final Value id = new Value();
  private final Value source = new Value();
  private long position;
  private final Value topic = new Value();
  private final Value entry = new Value();
  private String lastSource = "";

  /// @param connection one of its own: it does nothing else, and is broken off where not all leaves
  ///   were read
  LeafRows(Connection connection) throws SQLException {
    this.connection = connection;
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(LEAVES);
    rows = more();
    rows.position(HEADER);
    next();
  }

  private ByteBuffer more() throws SQLException {
    var read = copy.readFromCopy();
    sent = read == null ? NONE : read;
    return ByteBuffer.wrap(sent);
  }

  /// Whether there is a leaf.
  boolean present() {
    return present;
  }

  void next() throws SQLException {
    while (!rows.hasRemaining() && copy.isActive()) {
      rows = more();
    }
    try {
      present = rows.hasRemaining() && rows.getShort() > 0;
      if (present) {
        index = number();
        month = day();
        pass(id);
        pass(source);
        position = number();
        pass(topic);
        pass(entry);
      }
      while (!present && copy.isActive()) {
        var _ = copy.readFromCopy(); // the end of the end
      }
    } catch (BufferUnderflowException e) {
      throw new SQLException("the database sent half a leaf", e);
    }
  }

  private long number() {
    return rows.getInt() == NOWHERE ? NOWHERE : rows.getLong();
  }

  private @Nullable String day() {
    if (rows.getInt() == NOWHERE) {
      return null;
    }
    var day = rows.getInt();
    if (day != monthDay || month == null) {
      monthDay = day;
      return FIRST_DAY.plusDays(day).toString();
    }
    return month;
  }

  private void pass(Value value) {
    value.length = rows.getInt();
    value.from = rows.position();
    if (value.length != NOWHERE) {
      if (value.length < 0 || value.length > rows.remaining()) {
        throw new BufferUnderflowException();
      }
      rows.position(value.from + value.length);
    }
  }

  /// The leaf at hand, with its hash.
  Leaf leaf(Sha256 sha256) {
    if (entry.length == NOWHERE) {
      return Leaf.ofNothing(index, String.valueOf(month), null);
    }
    var hash = sha256.leaf(sent, entry.from, entry.length);
    if (position <= 0
        || !plain.read(sent, entry.from, entry.from + entry.length)
        || plain.source.begins(QUARANTINE)) {
      return looked(hash);
    }
    var agree =
        plain.source.is(source.from, source.length)
            && plain.id.is(id.from, id.length)
            && plain.topic.is(topic.from, topic.length)
            && plain.position.is(position);
    if (agree && source.length != NOWHERE) {
      lastSource = plain.source.text(lastSource);
    }
    return new Leaf(
        index, String.valueOf(month), hash, true, agree, lastSource, position, Map.of());
  }

  /// The same of an entry that one has to look into.
  private Leaf looked(byte[] hash) {
    try {
      var read = EntryReader.read(bytes(entry));
      return new Leaf(
          index,
          String.valueOf(month),
          hash,
          true,
          says(read),
          read.attributes().getOrDefault("source", ""),
          position,
          read.data());
    } catch (IOException _) {
      return Leaf.ofNothing(index, String.valueOf(month), hash);
    }
  }

  private byte[] bytes(Value value) {
    return Arrays.copyOfRange(sent, value.from, value.from + value.length);
  }

  /// Whether the columns beside the entry say what it says.
  private boolean says(Entry entry) {
    return is(source, entry.attributes().get("source"))
        && is(id, entry.attributes().get("id"))
        && is(topic, entry.attributes().get("kafkatopic"))
        && Long.toString(position).equals(entry.attributes().get("position"));
  }

  private boolean is(Value column, @Nullable String said) {
    return column.length == NOWHERE
        ? said == null
        : said != null && Arrays.equals(bytes(column), said.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      // Asking the database to stop would race with its end.
      connection.abort(Runnable::run);
    }
  }
}
