package fr.vigie.audit.patrol;

import fr.vigie.audit.checkpoint.TileRows;
import fr.vigie.audit.tree.Hashes;
import fr.vigie.audit.tree.MissingTileException;
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
/// Each leaf is held against its tile, and each tile that is full against the hash above it, up to
/// what is not full: that is held against what was signed before each signature. So whoever changes
/// a leaf would have to change what is signed.
final class Patrol {

  private static final String ONE_MOMENT =
      "set transaction isolation level repeatable read, read only";
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

  /// Leaves whose contents were removed, both ends included.
  private record Removed(long first, long last) {}

  /// Looks at the next tiles, up to one with a bad leaf.
  ///
  /// @return the first leaf that is not the one in the tree, or is missing; the first of its tile
  ///   where the tile is not the one in the tree
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
    var tree = new TileRows(connection);
    var all = (tree.size() + Tile.WIDTH - 1) / Tile.WIDTH;
    for (var looked = 0; looked < Math.min(tiles, all); looked++) {
      next = next < all ? next : 0;
      var bad = firstBad(connection, tree, next);
      next++;
      if (bad.isPresent()) {
        return bad;
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong firstBad(Connection connection, TileRows tree, long number)
      throws SQLException {
    var first = number * Tile.WIDTH;
    try {
      var tile = tree.hashes(0, number, Tile.width(0, number, tree.size()));
      var bad = firstBad(connection, first, tile);
      return bad.isPresent() || hangs(tree, 0, number, tile) ? bad : OptionalLong.of(first);
    } catch (MissingTileException _) {
      return OptionalLong.of(first);
    }
  }

  private OptionalLong firstBad(Connection connection, long first, byte[] tile)
      throws SQLException {
    var width = tile.length / Hashes.SIZE;
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

  /// Whether a tile is the one whose root stands above it; the last of a tile's looks further up.
  private boolean hangs(TileRows tree, int level, long number, byte[] tile) {
    if (tile.length < Tile.BYTES) {
      return true;
    }
    var above = number / Tile.WIDTH;
    var place = (int) (number % Tile.WIDTH);
    var parent = tree.hashes(level + 1, above, Tile.width(level + 1, above, tree.size()));
    return isIn(parent, place, hashes.root(tile))
        && (place < Tile.WIDTH - 1 || hangs(tree, level + 1, above, parent));
  }

  private static boolean isIn(byte[] tile, int place, byte[] hash) {
    var from = place * Hashes.SIZE;
    return Arrays.equals(tile, from, from + Hashes.SIZE, hash, 0, Hashes.SIZE);
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
