package fr.vigie.audit.log;

import fr.vigie.audit.tree.Edge;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// Where the log in the database ends.
///
/// @param month of its last leaf
/// @param edge of its tree
record Head(LocalDate month, Edge edge) {

  private static final String READ = "select size, month, edge from tree_head";
  private static final String MOVE =
      "update tree_head set size = ?, root = ?, month = ?, edge = ? where size = ?";

  static Head read(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement(READ);
        var row = query.executeQuery()) {
      if (!row.next()) {
        throw new LogRewoundException("the row that says where the log ends is gone");
      }
      var edge = Edge.of(row.getLong(1), rows(row.getArray(3)));
      return new Head(row.getObject(2, LocalDate.class), edge);
    } catch (IllegalArgumentException e) {
      throw new LogRewoundException("the row that says where the log ends was altered");
    }
  }

  private static List<byte[]> rows(Array edge) throws SQLException {
    return Arrays.asList((byte[][]) edge.getArray());
  }

  long size() {
    return edge.size();
  }

  /// Writes it down in place of the one before.
  void follow(Connection connection, long before) throws SQLException {
    try (var move = connection.prepareStatement(MOVE)) {
      move.setLong(1, size());
      move.setBytes(2, edge.root());
      move.setObject(3, month);
      LeafTables.set(move, 4, "bytea", edge.partial().toArray(byte[][]::new));
      move.setLong(5, before);
      if (move.executeUpdate() != 1) {
        throw new LogRewoundException("somebody else moved the end of the log");
      }
    }
  }
}
