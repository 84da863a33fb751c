package fr.vigie.audit.tree;

/// Where tiles are read from.
@FunctionalInterface
public interface TileSource {

  /// The first hashes of a tile.
  ///
  /// @param width how many hashes are wanted, at least; more may be there
  /// @throws MissingTileException where it does not have them
  byte[] hashes(int level, long number, int width);
}
