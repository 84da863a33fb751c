package fr.vigie.audit.patrol;

import fr.vigie.audit.tree.Hashes;
import fr.vigie.audit.tree.Tile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Goes through the leaves, tile by tile, and after the last one begins again.
///
/// The tiles themselves are held against what was signed before each signature.
final class Patrol {

  private static final String ONE_MOMENT =
      "set transaction isolation level repeatable read, read only";
  private static final String END = "select size, edge[1] from tree_head";
  private static final String TILE = "select hashes from tile where level = 0 and number = ?";
  private static final String LEAVES =
      "select index, entry from leaf where index >= ? and index < ? order by index";
  private static final String REMOVED =
      "select first, last from removed_month where last >= ? and first < ?";

  private final DataSource database;
  private final Hashes hashes = new Hashes();
  private long next;

  Patrol(DataSource database) {
    this.database = database;
  }

  /// Where the tree ends.
  @SuppressWarnings("ArrayRecordComponent") // read from a row, never changed
  private record End(long size, byte @Nullable [] partial) {}

  /// Leaves whose contents were removed, both ends included.
  private record Removed(long first, long last) {}

  /// Looks at the next tiles, up to one with a bad leaf.
  ///
  /// @return the first leaf that is not the one in the tree, or is missing
  OptionalLong look(int tiles) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return look(connection, tiles);
      } finally {
        connection.rollback();
      }
    }
  }

  private OptionalLong look(Connection connection, int tiles) throws SQLException {
    try (var begin = connection.createStatement()) {
      begin.execute(ONE_MOMENT);
    }
    var end = end(connection);
    var all = (end.size() + Tile.WIDTH - 1) / Tile.WIDTH;
    for (var looked = 0; looked < Math.min(tiles, all); looked++) {
      next = next < all ? next : 0;
      var bad = firstBad(connection, next, end);
      next++;
      if (bad.isPresent()) {
        return bad;
      }
    }
    return OptionalLong.empty();
  }

  private static End end(Connection connection) throws SQLException {
    try (var query = connection.createStatement();
        var row = query.executeQuery(END)) {
      return row.next() ? new End(row.getLong(1), row.getBytes(2)) : new End(0, null);
    }
  }

  private OptionalLong firstBad(Connection connection, long number, End end) throws SQLException {
    var first = number * Tile.WIDTH;
    var width = (int) Math.min(Tile.WIDTH, end.size() - first);
    var tile = width == Tile.WIDTH ? tile(connection, number) : end.partial();
    if (tile == null || tile.length < width * Hashes.SIZE) {
      return OptionalLong.of(first);
    }
    var there = entries(connection, first, width);
    var removed = removed(connection, first, width);
    for (var i = 0; i < width; i++) {
      var entry = there.get(i);
      var index = first + i;
      var bad =
          entry == null
              ? removed.stream().noneMatch(gone -> gone.first() <= index && index <= gone.last())
              : !isIn(tile, i, hashes.leaf(entry));
      if (bad) {
        return OptionalLong.of(index);
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isIn(byte[] tile, int place, byte[] hash) {
    var from = place * Hashes.SIZE;
    return Arrays.equals(tile, from, from + Hashes.SIZE, hash, 0, Hashes.SIZE);
  }

  private static byte @Nullable [] tile(Connection connection, long number) throws SQLException {
    try (var query = connection.prepareStatement(TILE)) {
      query.setLong(1, number);
      try (var row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  /// What the leaves hold; null for those that are not there.
  private static List<byte @Nullable []> entries(Connection connection, long first, int width)
      throws SQLException {
    var entries = new ArrayList<byte @Nullable []>();
    for (var i = 0; i < width; i++) {
      entries.add(null);
    }
    try (var query = connection.prepareStatement(LEAVES)) {
      query.setLong(1, first);
      query.setLong(2, first + width);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          entries.set((int) (rows.getLong(1) - first), rows.getBytes(2));
        }
      }
    }
    return entries;
  }

  private static List<Removed> removed(Connection connection, long first, int width)
      throws SQLException {
    var all = new ArrayList<Removed>();
    try (var query = connection.prepareStatement(REMOVED)) {
      query.setLong(1, first);
      query.setLong(2, first + width);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          all.add(new Removed(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
    return all;
  }
}
