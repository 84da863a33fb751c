package fr.vigie.audit.checkpoint;

import fr.vigie.audit.tree.Hashes;
import fr.vigie.audit.tree.MissingTileException;
import fr.vigie.audit.tree.Tile;
import fr.vigie.audit.tree.TileSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tiles as the database publishes them: a row each once they are full, until then at the edge,
/// which is read once for all that is asked of it: some of the tiles of each proof lie there.
public final class TileRows implements TileSource {

  private static final String FULL = "select hashes from tile where level = ? and number = ?";
  private static final String EDGE = "select size, edge from tree_head";

  private final Connection connection;
  private @Nullable Edge edge;

  /// Where the tree ends.
  ///
  /// @param levels of each, the hashes that fill no tile yet
  @SuppressWarnings("ArrayRecordComponent") // read from a row, never changed
  private record Edge(long size, byte[][] levels) {}

  /// @param connection within one transaction, so that all of it is of one moment
  public TileRows(Connection connection) {
    this.connection = connection;
  }

  /// A database that was asked within a proof did not answer.
  public static final class UnreadableException extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    UnreadableException(SQLException cause) {
      super("tiles cannot be read now", cause);
    }
  }

  /// How many leaves the tree has.
  public long size() {
    try {
      return end().size();
    } catch (SQLException e) {
      throw new UnreadableException(e);
    }
  }

  @Override
  public byte[] hashes(int level, long number, int width) {
    try {
      var found = width == Tile.WIDTH ? full(level, number) : unfilled(level, number);
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

  /// One that was not full in the tree that is asked about; it may be by now.
  private byte @Nullable [] unfilled(int level, long number) throws SQLException {
    var end = end();
    if (end.size() >> (8 * (level + 1)) != number) {
      return full(level, number);
    }
    return level < end.levels().length ? end.levels()[level] : null;
  }

  private Edge end() throws SQLException {
    var known = edge;
    if (known == null) {
      known = read();
      edge = known;
    }
    return known;
  }

  private Edge read() throws SQLException {
    try (var query = connection.prepareStatement(EDGE);
        var row = query.executeQuery()) {
      return row.next()
          ? new Edge(row.getLong(1), (byte[][]) row.getArray(2).getArray())
          : new Edge(0, new byte[0][]);
    }
  }
}
