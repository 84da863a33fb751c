package fr.vigie.verifier;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
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
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private final Connection connection;
  private final CopyOut copy;
  private ByteBuffer rows;
  private boolean present;
  private long index;
  private @Nullable String month;
  private int monthDay = Integer.MIN_VALUE;
  private byte @Nullable [] id;
  private byte @Nullable [] source;
  private long position;
  private byte @Nullable [] topic;
  private byte @Nullable [] entry;

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
    return ByteBuffer.wrap(read == null ? NONE : read);
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
        id = bytes();
        source = bytes();
        position = number();
        topic = bytes();
        entry = bytes();
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

  private byte @Nullable [] bytes() {
    var length = rows.getInt();
    if (length == NOWHERE) {
      return null;
    }
    var value = new byte[length];
    rows.get(value);
    return value;
  }

  /// The leaf at hand, with its hash.
  Leaf leaf(Sha256 sha256) {
    var bytes = entry;
    if (bytes == null) {
      return new Leaf(index, String.valueOf(month), null, null, false);
    }
    @Nullable Entry read = null;
    try {
      read = EntryReader.read(bytes);
    } catch (IOException _) {
      // it is no event, which is said where the leaf is looked at
    }
    return new Leaf(
        index, String.valueOf(month), sha256.leaf(bytes), read, read != null && says(read));
  }

  /// Whether the columns beside the entry say what it says.
  private boolean says(Entry entry) {
    return is(source, entry.attributes().get("source"))
        && is(id, entry.attributes().get("id"))
        && is(topic, entry.attributes().get("kafkatopic"))
        && Long.toString(position).equals(entry.attributes().get("position"));
  }

  private static boolean is(byte @Nullable [] column, @Nullable String said) {
    return column == null
        ? said == null
        : said != null && Arrays.equals(column, said.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      // Asking the database to stop would race with its end.
      connection.abort(Runnable::run);
    }
  }
}
