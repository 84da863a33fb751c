package fr.vigie.audit.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The right edge of a tree: at each level the tile that is not full yet. With it, leaves are added
/// and the root is told without reading anything else.
///
/// At level `l` it holds `size / 256^l mod 256` hashes. A leaf hash goes to level 0; a tile that is
/// full is handed out, and its root goes to the level above. An append costs one hash a leaf, and
/// one inner node a leaf when its tile is full.
public final class Edge {

  private final Hashes hashes = new Hashes();
  private final List<byte[]> levels;
  private final List<Integer> widths;
  private long size;

  private Edge(long size, List<byte[]> levels, List<Integer> widths) {
    this.size = size;
    this.levels = levels;
    this.widths = widths;
  }

  /// The edge of the tree without leaves.
  public static Edge empty() {
    return new Edge(0, new ArrayList<>(), new ArrayList<>());
  }

  /// An edge as it was written down.
  ///
  /// @param partial what [#partial()] said
  /// @throws IllegalArgumentException where the rows do not belong to a tree of this size
  public static Edge of(long size, List<byte[]> partial) {
    var edge = new Edge(size, new ArrayList<>(), new ArrayList<>());
    for (var level = 0; size >> (Tile.HEIGHT * level) > 0; level++) {
      var width = (int) ((size >> (Tile.HEIGHT * level)) % Tile.WIDTH);
      var kept = level < partial.size() ? partial.get(level) : new byte[0];
      if (kept.length != width * Hashes.SIZE) {
        throw new IllegalArgumentException("no right edge of a tree of " + size + " leaves");
      }
      edge.levels.add(Arrays.copyOf(kept, Tile.BYTES));
      edge.widths.add(width);
    }
    return edge;
  }

  /// The same again, to go on from here or there.
  public Edge copy() {
    var copied = new ArrayList<byte[]>(levels.size());
    levels.forEach(level -> copied.add(level.clone()));
    return new Edge(size, copied, new ArrayList<>(widths));
  }

  /// How many leaves the tree has.
  public long size() {
    return size;
  }

  /// Adds a leaf.
  ///
  /// @param full is told each tile that has become full
  public void add(byte[] entry, Consumer<Tile> full) {
    size++;
    push(0, hashes.leaf(entry), full);
  }

  private void push(int level, byte[] hash, Consumer<Tile> full) {
    if (level == levels.size()) {
      levels.add(new byte[Tile.BYTES]);
      widths.add(0);
    }
    var width = widths.get(level);
    System.arraycopy(hash, 0, levels.get(level), width * Hashes.SIZE, Hashes.SIZE);
    if (width + 1 < Tile.WIDTH) {
      widths.set(level, width + 1);
      return;
    }
    var tile = levels.get(level).clone();
    widths.set(level, 0);
    full.accept(new Tile(level, (size >> (Tile.HEIGHT * (level + 1))) - 1, tile));
    push(level + 1, hashes.root(tile), full);
  }

  /// The hashes of each level's tile that is not full, from level 0 on.
  public List<byte[]> partial() {
    var all = new ArrayList<byte[]>(levels.size());
    for (var level = 0; level < levels.size(); level++) {
      all.add(Arrays.copyOf(levels.get(level), widths.get(level) * Hashes.SIZE));
    }
    return all;
  }

  /// The root of the tree.
  ///
  /// What hangs at the right of a level's full subtrees is one smaller subtree: the root over the
  /// levels below.
  public byte[] root() {
    var row = new ArrayList<byte[]>();
    for (var level = 0; level < levels.size(); level++) {
      var subtrees = new ArrayList<byte[]>(widths.get(level) + 1);
      for (var i = 0; i < widths.get(level); i++) {
        subtrees.add(Arrays.copyOfRange(levels.get(level), i * Hashes.SIZE, (i + 1) * Hashes.SIZE));
      }
      subtrees.addAll(row);
      row.clear();
      if (!subtrees.isEmpty()) {
        row.add(hashes.root(subtrees));
      }
    }
    return row.isEmpty() ? hashes.empty() : row.getFirst();
  }
}
