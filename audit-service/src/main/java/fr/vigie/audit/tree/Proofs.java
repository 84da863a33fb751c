package fr.vigie.audit.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Proofs of RFC 6962, sections 2.1.1 and 2.1.2, from tiles alone. Each tile is read once for a
/// proof: about eight for a hundred million leaves.
public final class Proofs {

  private record Place(int level, long number) {}

  private final TileSource tiles;
  private final long size;
  private final Hashes hashes = new Hashes();
  private final Map<Place, byte[]> read = new HashMap<>();

  /// Proofs about the tree of the first `size` leaves.
  public Proofs(long size, TileSource tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /// That the leaf of this index is in the tree: the siblings on its way up, the lowest first.
  public List<byte[]> inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
    }
    var proof = new ArrayList<byte[]>();
    path(index, 0, size, proof);
    return proof;
  }

  private void path(long index, long from, long to, List<byte[]> proof) {
    if (to - from == 1) {
      return;
    }
    var middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, proof);
      proof.add(subtree(middle, to));
    } else {
      path(index, middle, to, proof);
      proof.add(subtree(from, middle));
    }
  }

  /// That the tree goes on from the one of its first `older` leaves.
  public List<byte[]> consistency(long older) {
    if (older < 0 || older > size) {
      throw new IllegalArgumentException("no tree of " + older + " in a tree of " + size);
    }
    var proof = new ArrayList<byte[]>();
    if (older > 0 && older < size) {
      subproof(older, 0, size, true, proof);
    }
    return proof;
  }

  /// @param known whether who checks has the hash of this subtree as the old root
  private void subproof(long older, long from, long to, boolean known, List<byte[]> proof) {
    if (older == to) {
      if (!known) {
        proof.add(subtree(from, to));
      }
      return;
    }
    var middle = from + split(to - from);
    if (older <= middle) {
      subproof(older, from, middle, known, proof);
      proof.add(subtree(middle, to));
    } else {
      subproof(older, middle, to, false, proof);
      proof.add(subtree(from, middle));
    }
  }

  /// The root of the tree.
  public byte[] root() {
    return size == 0 ? hashes.empty() : subtree(0, size);
  }

  private byte[] subtree(long from, long to) {
    var leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      return full(Long.numberOfTrailingZeros(leaves), from / leaves);
    }
    var middle = from + split(leaves);
    return hashes.node(subtree(from, middle), subtree(middle, to));
  }

  /// The root of the full subtree of `2^height` leaves at this place of its height.
  private byte[] full(int height, long place) {
    var level = height / Tile.HEIGHT;
    var wide = 1 << (height % Tile.HEIGHT);
    var first = place * wide;
    var tile = tile(level, first / Tile.WIDTH);
    var at = (int) (first % Tile.WIDTH) * Hashes.SIZE;
    return hashes.root(Arrays.copyOfRange(tile, at, at + wide * Hashes.SIZE));
  }

  private byte[] tile(int level, long number) {
    return read.computeIfAbsent(
        new Place(level, number),
        _ -> {
          var width = Tile.width(level, number, size);
          var found = tiles.hashes(level, number, width);
          if (found.length < width * Hashes.SIZE) {
            throw new MissingTileException(level, number, width);
          }
          return found;
        });
  }

  /// The largest power of two below.
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
