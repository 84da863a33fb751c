package fr.vigie.audit.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows on their way into a table by COPY in its binary format: the cheapest way in for whole
/// batches, and one where no value is parsed.
final class CopyRows {

  // "PGCOPY", a byte that tells a changed line end, flags, no extension.
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short END = -1;
  private static final int NULL = -1;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final Instant FIRST_INSTANT = Instant.parse("2000-01-01T00:00:00Z");

  private final String statement;
  private final int columns;
  private ByteBuffer rows = ByteBuffer.allocate(1 << 16).put(HEADER);
  private long count;

  /// For these columns of a table.
  CopyRows(String table, String... columns) {
    this.statement =
        "copy %s (%s) from stdin (format binary)".formatted(table, String.join(", ", columns));
    this.columns = columns.length;
  }

  CopyRows row() {
    count++;
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

  CopyRows time(Instant value) {
    return bigint(ChronoUnit.MICROS.between(FIRST_INSTANT, value));
  }

  CopyRows text(@Nullable String value) {
    if (value == null) {
      room(4).putInt(NULL);
      return this;
    }
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

  /// Sends them.
  void into(Connection connection) throws SQLException {
    if (count == 0) {
      return;
    }
    room(2).putShort(END);
    var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    try {
      copy.writeToCopy(rows.array(), 0, rows.position());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
