package fr.vigie.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table by COPY in its binary format: the cheapest way in for whole
/// batches, and one where no value is parsed. Rows are sent as they come, so that the database
/// works on the first while the next are made; they count once [#done()] returns.
final class CopyRows implements AutoCloseable {

  // "PGCOPY", a byte that tells a changed line end, flags, no extension.
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short END = -1;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private static final int SENT_TOGETHER = 1 << 16;

  private final Connection connection;
  private final String statement;
  private final int columns;
  private ByteBuffer rows = ByteBuffer.allocate(2 * SENT_TOGETHER).put(HEADER);
  private @Nullable CopyIn copy;

  /// For these columns of a table.
  CopyRows(Connection connection, String table, String... columns) {
    this.connection = connection;
    this.statement =
        "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
    this.columns = columns.length;
  }

  CopyRows row() throws SQLException {
    if (rows.position() >= SENT_TOGETHER) {
      send();
    }
    room(2).putShort((short) columns);
    return this;
  }

  CopyRows bigint(long value) {
    room(12).putInt(8).putLong(value);
    return this;
  }

  CopyRows smallint(int value) {
    room(6).putInt(2).putShort((short) value);
    return this;
  }

  CopyRows date(LocalDate value) {
    room(8).putInt(4).putInt((int) ChronoUnit.DAYS.between(FIRST_DAY, value));
    return this;
  }

  CopyRows text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  CopyRows bytes(byte[] value) {
    room(4 + value.length).putInt(value.length).put(value);
    return this;
  }

  private ByteBuffer room(int more) {
    if (rows.remaining() < more) {
      var larger = Math.max(rows.capacity() * 2, rows.position() + more);
      rows = ByteBuffer.wrap(Arrays.copyOf(rows.array(), larger)).position(rows.position());
    }
    return rows;
  }

  private void send() throws SQLException {
    var open = copy;
    if (open == null) {
      open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
      copy = open;
    }
    open.writeToCopy(rows.array(), 0, rows.position());
    rows.clear();
  }

  /// Sends the rest, and waits until the table has all of it.
  void done() throws SQLException {
    if (copy == null && rows.position() == HEADER.length) {
      return; // there was no row
    }
    room(2).putShort(END);
    send();
    if (copy != null) {
      copy.endCopy();
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy != null && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
