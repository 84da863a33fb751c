package fr.vigie.verifier.hashes;

import java.util.ArrayList;
import java.util.List;

/// The root of a growing tree in the memory of one path.
///
/// Kept are the roots of the full subtrees that the leaves so far make up, one for each bit of
/// their number: adding a leaf is adding one to a binary number, where a carry is an inner node.
/// (The same root as RFC 6962's recursion from the top.)
public final class Tree {

  /// Two to this power is a tile's width.
  private static final int TILE = 8;

  private final Sha256 sha256 = new Sha256();
  private final List<byte[]> subtrees = new ArrayList<>();
  private final List<byte[]> tiles = new ArrayList<>();
  private long size;

  public void add(byte[] leafHash) {
    var carry = leafHash;
    var height = 0;
    for (var rest = size; (rest & 1) == 1; rest >>= 1) {
      carry = sha256.node(subtrees.removeLast(), carry);
      height++;
      if (height % TILE == 0) {
        keep(height / TILE - 1, carry);
      }
    }
    subtrees.add(carry);
    size++;
  }

  private void keep(int level, byte[] root) {
    if (level == tiles.size()) {
      tiles.add(root);
    } else {
      tiles.set(level, root);
    }
  }

  /// The root of the tile of a level that the last leaf has filled.
  public byte[] tile(int level) {
    return tiles.get(level);
  }

  public long size() {
    return size;
  }

  public byte[] root() {
    if (subtrees.isEmpty()) {
      return sha256.of(new byte[0]);
    }
    var root = subtrees.getLast();
    for (var i = subtrees.size() - 2; i >= 0; i--) {
      root = sha256.node(subtrees.get(i), root);
    }
    return root;
  }
}
