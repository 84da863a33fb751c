package fr.vigie.audit.tree;

import java.io.Serial;

/// A tile that the tree must have is not there.
public final class MissingTileException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Says which.
  public MissingTileException(int level, long number, int width) {
    super("no tile " + number + " of level " + level + " with " + width + " hashes");
  }
}
