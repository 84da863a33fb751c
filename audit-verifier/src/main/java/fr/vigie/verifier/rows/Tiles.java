package fr.vigie.verifier.rows;

import fr.vigie.verifier.hashes.Sha256;
import fr.vigie.verifier.hashes.Tree;
import fr.vigie.verifier.verdicts.Verdict.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tiles that a database publishes, against the ones that its leaves make up. (C2SP tlog-tiles)
final class Tiles implements AutoCloseable {

  private static final int WIDTH = 256;

  /// One level: the rows of its full tiles, and the hashes that came since the last of them.
  private static final class Level {
    private final Rows full;
    private final byte[] hashes = new byte[WIDTH * Sha256.BYTES];
    private long number;
    private int width;
    private byte @Nullable [] published;
    private long publishedNumber = -1;

    Level(Connection connection, int level) throws SQLException {
      this.full =
          new Rows(
              connection,
              "select number as index, hashes from tile where level = %d order by number"
                  .formatted(level));
    }

    /// The tile at hand, as it was published; read once for all its hashes.
    byte @Nullable [] published() throws SQLException {
      if (publishedNumber != number) {
        publishedNumber = number;
        published = full.at(number) ? full.bytes("hashes") : null;
      }
      return published;
    }
  }

  private final Connection connection;
  private final List<byte[]> edge;
  private final long size;
  private final List<Level> levels = new ArrayList<>();

  /// @param size what the table says of the tree's size, and `edge` of the tiles that are not full
  Tiles(Connection connection, long size, List<byte[]> edge) throws SQLException {
    this.connection = connection;
    this.size = size;
    this.edge = edge;
    levels.add(new Level(connection, 0));
  }

  /// What the tree says of the next leaf; null where it has none.
  byte @Nullable [] leafHash() throws SQLException {
    return said(0);
  }

  /// What the tree says of the next hash of a level.
  private byte @Nullable [] said(int height) throws SQLException {
    var level = levels.get(height);
    var full = size >> (8 * height) >> 8;
    byte @Nullable [] tile =
        level.number < full ? level.published() : (height < edge.size() ? edge.get(height) : null);
    var from = level.width * Sha256.BYTES;
    return tile == null || tile.length < from + Sha256.BYTES
        ? null
        : Arrays.copyOfRange(tile, from, from + Sha256.BYTES);
  }

  /// Adds a leaf.
  ///
  /// @param tree that has it already
  /// @return what is wrong with a tile above it
  @Nullable Fault add(byte[] leafHash, Tree tree) throws SQLException {
    var hash = leafHash;
    for (var height = 0; ; height++) {
      if (height == levels.size()) {
        levels.add(new Level(connection, height));
      }
      var level = levels.get(height);
      var above = height == 0 ? hash : said(height);
      if (above != null && !Arrays.equals(above, hash)) {
        return rootFault(height, level);
      }
      System.arraycopy(hash, 0, level.hashes, level.width * Sha256.BYTES, Sha256.BYTES);
      level.width++;
      if (level.width < WIDTH) {
        return null;
      }
      var fault = fullFault(height, level);
      if (fault != null) {
        return fault;
      }
      hash = tree.tile(height);
      level.number++;
      level.width = 0;
    }
  }

  /// Said as soon as a tile is read: where contents were removed, its root is what its hashes are
  /// held against, and the next checkpoint may be far.
  private static Fault rootFault(int height, Level level) {
    var tile = level.number * WIDTH + level.width;
    return new Fault(
        firstLeaf(height, tile),
        firstLeaf(height, tile + 1) - 1,
        "tile %d of level %d has another root than level %d says"
            .formatted(tile, height - 1, height));
  }

  private static @Nullable Fault fullFault(int height, Level level) throws SQLException {
    if (!level.full.at(level.number)) {
      return new Fault(
          firstLeaf(height, level.number * WIDTH),
          "tile %d of level %d is missing".formatted(level.number, height));
    }
    byte @Nullable [] published = level.published();
    var differs = published == null ? 0 : Arrays.mismatch(published, level.hashes);
    if (differs >= 0) {
      var hash = Math.min(differs / Sha256.BYTES, WIDTH - 1);
      return new Fault(
          firstLeaf(height, level.number * WIDTH + hash),
          "tile %d of level %d says something else than its leaves"
              .formatted(level.number, height));
    }
    level.full.next();
    return null;
  }

  private static long firstLeaf(int height, long hash) {
    return hash << (8 * height);
  }

  /// What is wrong at the right edge, after the last leaf.
  @Nullable Fault endFault(long leaves) throws SQLException {
    try (var above = new Rows(connection, "select max(level) as index from tile")) {
      if (above.present() && above.index() >= levels.size()) {
        return new Fault(leaves, "there is a tile of a level that it does not reach");
      }
    }
    for (var height = 0; height < levels.size(); height++) {
      var level = levels.get(height);
      if (level.full.present()) {
        return new Fault(leaves, "there is a tile too many at level " + height);
      }
      var kept = height < edge.size() ? edge.get(height) : new byte[0];
      if (!Arrays.equals(kept, Arrays.copyOf(level.hashes, level.width * Sha256.BYTES))) {
        return new Fault(
            firstLeaf(height, level.number * WIDTH),
            "the right edge of level " + height + " says something else than its leaves");
      }
    }
    return edge.size() > levels.size()
        ? new Fault(leaves, "the right edge has a level too many")
        : null;
  }

  @Override
  public void close() throws SQLException {
    for (var level : levels) {
      level.full.close();
    }
  }
}
