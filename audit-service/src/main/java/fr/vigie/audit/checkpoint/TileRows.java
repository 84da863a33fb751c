package fr.vigie.audit.checkpoint;

import fr.vigie.audit.tree.Hashes;
import fr.vigie.audit.tree.MissingTileException;
import fr.vigie.audit.tree.TileSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tiles as the database publishes them: a row each once they are full, until then at the edge.
final class TileRows implements TileSource {

  private static final String FULL = "select hashes from tile where level = ? and number = ?";
  private static final String EDGE =
      """
      select edge[?] from tree_head where size >> (8 * (? + 1)) = ?
      """;

  private final Connection connection;

  TileRows(Connection connection) {
    this.connection = connection;
  }

  /// A database that was asked within a proof did not answer.
  static final class UnreadableException extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    UnreadableException(SQLException cause) {
      super("tiles cannot be read now", cause);
    }
  }

  @Override
  public byte[] hashes(int level, long number, int width) {
    try {
      var found = full(level, number);
      if (found == null) {
        found = edge(level, number);
      }
      if (found == null) {
        found = full(level, number); // it became full between the two looks
      }
      if (found == null || found.length < width * Hashes.SIZE) {
        throw new MissingTileException(level, number, width);
      }
      return Arrays.copyOf(found, Math.max(width * Hashes.SIZE, 0));
    } catch (SQLException e) {
      throw new UnreadableException(e);
    }
  }

  private byte @Nullable [] full(int level, long number) throws SQLException {
    try (var query = connection.prepareStatement(FULL)) {
      query.setInt(1, level);
      query.setLong(2, number);
      try (var row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  private byte @Nullable [] edge(int level, long number) throws SQLException {
    try (var query = connection.prepareStatement(EDGE)) {
      query.setInt(1, level + 1);
      query.setInt(2, level);
      query.setLong(3, number);
      try (var row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }
}
