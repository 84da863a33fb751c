package fr.vigie.audit.tree;

/// A row of hashes of one height: at level 0 of leaves, above it of full tiles of the level below.
/// (C2SP tlog-tiles)
///
/// @param number its place in the level, from 0
/// @param hashes up to 256 of them, one after the other; nobody changes them
@SuppressWarnings("ArrayRecordComponent") // handed over once
public record Tile(int level, long number, byte[] hashes) {

  /// Hashes of a full tile.
  public static final int WIDTH = 256;

  /// Bytes of a full tile.
  public static final int BYTES = WIDTH * Hashes.SIZE;

  /// Two to this power is a tile's width.
  static final int HEIGHT = 8;

  /// Leaves under one hash of a level.
  static long leavesUnderHash(int level) {
    return 1L << (HEIGHT * level);
  }

  /// How many hashes of this tile a tree of so many leaves has.
  public static int width(int level, long number, long size) {
    var hashes = size >> (HEIGHT * level);
    return (int) Math.max(0, Math.min(WIDTH, hashes - number * WIDTH));
  }
}
