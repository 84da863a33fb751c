package fr.vigie.verifier.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The rows of one query, read through a cursor: memory holds some thousand of them, whatever the
/// size of the table.
final class Rows implements AutoCloseable {

  static final int AT_A_TIME = 2_000;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final int indexColumn;
  private boolean present;
  private long index;

  /// @param query has the column `index` and is in its order; the connection must be in a
  ///   transaction, or the driver would read everything at once
  Rows(Connection connection, String query) throws SQLException {
    statement = connection.prepareStatement(query);
    try {
      statement.setFetchSize(AT_A_TIME);
      rows = statement.executeQuery();
      indexColumn = rows.findColumn("index");
      next();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /// Whether there is a row.
  boolean present() {
    return present;
  }

  /// Whether there is a row, and it belongs to this leaf.
  boolean at(long wanted) {
    return present && index == wanted;
  }

  final void next() throws SQLException {
    present = rows.next();
    index = present ? rows.getLong(indexColumn) : -1;
  }

  long index() {
    return index;
  }

  long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  @Nullable String text(String column) throws SQLException {
    return rows.getString(column);
  }

  byte @Nullable [] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  @Nullable Object array(String column) throws SQLException {
    var array = rows.getArray(column);
    return array == null ? null : array.getArray();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
