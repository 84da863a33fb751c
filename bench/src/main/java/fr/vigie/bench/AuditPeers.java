package fr.vigie.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The same rows in a table of the same shape and indexes, the plainest ways there are: COPY and
/// INSERT, as many rows a transaction as ingestion takes. No lock, no hash, no tile, no look
/// whether a row is there already.
final class AuditPeers {

  private static final int BATCH = 2_000;
  private static final String TABLE =
      """
      create table if not exists plain_leaf (
        index bigint not null, month date not null, id text not null, source text not null,
        position bigint not null, topic text not null, entry bytea storage external not null,
        primary key (index, month));
      create index if not exists plain_by_place on plain_leaf (source, position);
      create index if not exists plain_by_id on plain_leaf (id)
      """;
  private static final String INSERT =
      """
      insert into plain_leaf
      select * from unnest(?::bigint[], ?::date[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[])
      """;

  private final Connection connection;
  private long next;

  AuditPeers(Connection connection) throws SQLException {
    this.connection = connection;
    try (var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  /// Takes the table away.
  void drop() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("drop table plain_leaf");
    }
  }

  /// Rows a second by COPY in the binary format. What is copied in was copied out before.
  double copy(int rows) throws SQLException, IOException {
    var copies = connection.unwrap(PGConnection.class).getCopyAPI();
    var batches = new byte[rows / BATCH][];
    for (var i = 0; i < batches.length; i++) {
      var out = new java.io.ByteArrayOutputStream();
      copies.copyOut("copy (" + rows(i) + ") to stdout (format binary)", (OutputStream) out);
      batches[i] = out.toByteArray();
    }
    var started = System.nanoTime();
    for (var batch : batches) {
      InputStream in = new java.io.ByteArrayInputStream(batch);
      copies.copyIn("copy plain_leaf from stdin (format binary)", in);
    }
    next += rows;
    return rows / ((System.nanoTime() - started) / 1e9);
  }

  /// Rows a second by one INSERT of arrays a batch.
  double insert(int rows) throws SQLException {
    var batches = new Object[rows / BATCH][][];
    for (var i = 0; i < batches.length; i++) {
      batches[i] = arrays(rows(i));
    }
    var started = System.nanoTime();
    for (var batch : batches) {
      try (var insert = connection.prepareStatement(INSERT)) {
        var types = new String[] {"bigint", "date", "text", "text", "bigint", "text", "bytea"};
        for (var column = 0; column < types.length; column++) {
          insert.setArray(column + 1, connection.createArrayOf(types[column], batch[column]));
        }
        insert.executeUpdate();
      }
    }
    next += rows;
    return rows / ((System.nanoTime() - started) / 1e9);
  }

  private String rows(int batch) {
    return """
    select index + %d, month, id, source, position + %d, topic, entry
    from leaf where index >= %d and index < %d order by index
    """
        .formatted(next, next, (long) batch * BATCH, (long) (batch + 1) * BATCH);
  }

  private Object[][] arrays(String query) throws SQLException {
    var columns =
        new Object[][] {
          new Long[BATCH],
          new java.sql.Date[BATCH],
          new String[BATCH],
          new String[BATCH],
          new Long[BATCH],
          new String[BATCH],
          new byte[BATCH][]
        };
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      for (var i = 0; row.next(); i++) {
        columns[0][i] = row.getLong(1);
        columns[1][i] = row.getDate(2);
        columns[2][i] = row.getString(3);
        columns[3][i] = row.getString(4);
        columns[4][i] = row.getLong(5);
        columns[5][i] = row.getString(6);
        columns[6][i] = row.getBytes(7);
      }
    }
    return columns;
  }
}
